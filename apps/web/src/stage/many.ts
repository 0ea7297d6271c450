/** Ten thousand of everything, streets of many wares, and words of every script and length: to see that all still look right. */
import type { StageWorld } from './stage.ts'
import { bringTongueThings } from './yardThings.ts'

const things = ['flour', 'bread', 'potatoes', 'a ladder', 'help with the roof', 'apples', 'wool', 'milk', 'a bicycle', 'seeds', 'firewood', 'soup', 'paint', 'honey', 'nails']
const names = ['Ada', 'Bo', 'Cleo', 'Dorte', 'Emil', 'Fenja', 'Gus', 'Hanna', 'Ilja', 'Jo', 'Kim', 'Lene', 'Mads', 'Nora', 'Otto', 'Pia', 'Quinn', 'Rosa', 'Sol', 'Tove']
const places = ['Kitchen', 'Shelf', 'Garden', 'Workshop', 'Guest room', 'Mill house', 'Rose house', 'Water', 'Orchard', 'Library', 'Bakery', 'Stable']

export const addMany = ({ commune, wares }: StageWorld, count: number): void => {
  for (let i = 0; i < count; i++) {
    const who = wares[i % wares.length]!
    const thing = `${things[i % things.length]} ${i + 1}`
    if (i % 5 < 3) commune.wish(who, { wish: i % 2 === 0 ? 'need' : 'offer', thing, quantity: `${(i % 40) + 1} kg`, place: places[i % 6]! })
    else if (i % 5 === 3) commune.wish(who, { wish: 'begin', title: `Idea ${i + 1} about ${things[i % things.length]}`, text: `What ${thing} could become.` })
    else commune.wish(who, { wish: 'stock', thing, quantity: `${(i % 30) + 1} kg`, place: places[i % 6]! })
  }
}

export const addStreet = (world: StageWorld, count: number): void => {
  for (let i = world.wares.length; i < count; i++) {
    const ware = world.commune.ware()
    world.wares.push(ware)
    const kind = i % 9 === 0 ? 'hardware' : i % 23 === 0 ? 'software' : 'wetware'
    world.commune.wish(ware, { wish: 'me', name: `${names[i % names.length]} ${Math.floor(i / names.length) + 1}`, kind, place: places[i % places.length]! })
  }
}

/** Names and things as people write them: long ones, from right to left, without spaces, with signs for feelings. */
const tongues = [
  ['مريم', 'مطبخ الحي', 'خبز طازج'], ['美咲', '共同の台所', '焼きたてのパンと味噌'], ['Александра Константинопольская', 'Сарай у реки', 'дрова берёзовые'],
  ['🌻 Sunny 🐝', '🌱 Garden 🌱', '🍅 tomatoes'], ['Wolfgang-Amadeus von und zu Hohenlohe-Langenburg', 'The room behind the second workshop', 'Rinderkennzeichnungsetikettierungsüberwachungsgerät'],
  ['שרה', 'חצר', 'סולם ארוך'], ['김민준', '작업실', '자전거 펌프'], ['ประเสริฐ', 'ยุ้งข้าว', 'ข้าวหอมมะลิ'], ['अनन्या', 'बगीचा', 'आम का अचार'], ['x'.repeat(60), 'y'.repeat(60), 'z'.repeat(60)]
] as const

export const addTongues = (world: StageWorld): void => {
  const { commune, wares } = world
  for (const [name, place, thing] of tongues) {
    const ware = commune.ware()
    wares.push(ware)
    commune.wish(ware, { wish: 'me', name, kind: 'wetware', place, about: `${name}: ${thing}` })
    commune.wish(ware, { wish: 'need', thing, quantity: '3 kg', place, note: thing })
    commune.wish(ware, { wish: 'stock', thing, quantity: '12 kg', place })
    commune.wish(ware, { wish: 'begin', title: `${thing} ${place}`, text: `# ${name}\n\n${thing} [[${place}]]`, tags: [thing.slice(0, 20)] })
    bringTongueThings(world, ware, [name, place, thing])
  }
}
