import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isInvitation, linkTo, readRoute, type Route } from './route.ts'

test('[W4] a link leads where it was made for, whatever the id', () => {
  const id = fc.string({ minLength: 1 }).filter((text) => text !== '')
  fc.assert(fc.property(id, (text) => {
    const routes: Route[] = [
      { room: 'place' }, { room: 'needs' }, { room: 'needs', kind: 'offer' }, { room: 'need', id: text }, { room: 'idea', id: text },
      { room: 'ware', id: text }, { room: 'gate' }, { room: 'plant' }, { room: 'search', text },
      { room: 'things' }, { room: 'thing', id: text }, { room: 'agreement', id: text }, { room: 'agree' }, { room: 'agree', line: text }, { room: 'agree', instead: text }
    ]
    for (const route of routes) expect(readRoute(linkTo(route))).toEqual(route)
  }))
})

test('[W4] any fragment leads somewhere, and never throws', () => {
  fc.assert(fc.property(fc.string(), (text) => {
    expect(readRoute(`#/${text}`).room).toBeTypeOf('string')
  }))
  expect(readRoute('#/need/')).toEqual({ room: 'place' })
  expect(readRoute('#/idea/%E0%A4%A')).toEqual({ room: 'idea', id: '%E0%A4%A' })
})

test('[K5] a fragment that is no route is taken for a secret', () => {
  expect(isInvitation('#k7mq2vfa')).toBe(true)
  expect(isInvitation('#/needs')).toBe(false)
  expect(isInvitation('')).toBe(false)
  expect(isInvitation('#')).toBe(false)
})
