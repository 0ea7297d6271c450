/** Wishes about oneself become statements. */
import { type IdText, no, ok, type RawStatement, type Result } from '@commune/protocol'
import { cleanId, cleanLine, cleanProse } from '../facts/index.ts'
import { formMessage, type Message, waresMessage } from '../words/index.ts'
import { kindCharsMax, nameCharsMax, skillsMax, type TieKind } from './types.ts'

/** What a ware says of itself; a field that is null is taken back, one that is left out stays. */
export interface MeWish {
  readonly wish: 'me'
  readonly name?: string | null
  readonly kind?: string | null
  readonly about?: string | null
  readonly place?: string | null
  readonly skills?: readonly string[] | null
}

/** `from` is a companion of, a part of, or bridged by `to`; one of them is the speaker. */
export interface TieWish {
  readonly wish: 'tie'
  readonly tie: TieKind
  readonly from: IdText
  readonly to: IdText
}

export const decideMe = (wish: MeWish): Result<RawStatement[], Message> => {
  const statement: { type: string; [field: string]: string | null | string[] } = { type: 'ware.say' }
  for (const [field, most] of [
    ['name', nameCharsMax],
    ['kind', kindCharsMax],
    ['place', nameCharsMax]
  ] as const) {
    const text = wish[field]
    if (text === undefined) continue
    if (text === null) {
      statement[field] = null
      continue
    }
    const clean = cleanLine(field, text, most)
    if (!clean.ok) return clean
    statement[field] = clean.value
  }
  if (wish.about === null) statement['about'] = null
  else if (wish.about !== undefined) {
    const about = cleanProse('about', wish.about, 1_000)
    if (!about.ok) return about
    statement['about'] = about.value
  }
  if (wish.skills === null) statement['skills'] = null
  else if (wish.skills !== undefined) {
    if (wish.skills.length > skillsMax)
      return no(formMessage('form.many', { field: formMessage('form.field.skills'), most: skillsMax }))
    const skills: string[] = []
    for (const skill of wish.skills) {
      const clean = cleanLine('skills', skill, nameCharsMax)
      if (!clean.ok) return clean
      if (!skills.includes(clean.value)) skills.push(clean.value)
    }
    statement['skills'] = skills
  }
  return Object.keys(statement).length === 1 ? no(formMessage('form.nothing')) : ok([statement])
}

export const decideTie = (wish: TieWish, ware: IdText): Result<RawStatement[], Message> => {
  const from = cleanId(wish.from)
  if (!from.ok) return from
  const to = cleanId(wish.to)
  if (!to.ok) return to
  if (from.value === to.value) return no(waresMessage('wares.tie-self'))
  if (from.value !== ware && to.value !== ware) return no(waresMessage('wares.tie-yours'))
  return ok([{ type: 'ware.tie', tie: wish.tie, from: from.value, to: to.value }])
}
