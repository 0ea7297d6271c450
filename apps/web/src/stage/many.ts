/** Ten thousand of everything, and a street of three hundred wares: for speed, and to see that both still look right. */
import type { StageWorld } from './stage.ts'

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
