import { expect, test } from 'vitest'
import { checkRule } from './check.ts'
import { decodeRule } from './decode.ts'
import { english, languages } from './languages/index.ts'
import { readSentence, writeSentence } from './sentence.ts'
import { fillRoles, fitsRole, pointsIn, roleLexicon, rolesIn, templates, tellPoint } from './templates.ts'
import { placeIn } from './testing/place.ts'
import { readText, writeText } from './text.ts'

test('each template is right, and goes into every face and back', () => {
  for (const template of templates) {
    for (const language of languages) {
      const lexicon = roleLexicon(template, language)
      const rule = template.rule(language)
      expect(checkRule(rule, lexicon)).toEqual([])
      expect(decodeRule(rule)).toEqual({ ok: true, value: rule })
      expect(readSentence(writeSentence(rule, lexicon, language), lexicon, language)).toEqual({ ok: true, value: rule })
      expect(readText(writeText(rule, lexicon), lexicon)).toEqual({ ok: true, value: rule })
      expect(rolesIn(rule).toSorted()).toEqual(template.roles.map(({ id }) => id).toSorted())
      expect(language.templates[template.id].title.length).toBeGreaterThan(0)
    }
  }
})

test('the templates read as people would say them', () => {
  expect(templates.map((template) => writeSentence(template.rule(english), roleLexicon(template, english), english))).toEqual([
    'The lamp shines at 60 % while somebody is near the motion sensor and the light at the light sensor is below 10 lx; otherwise it rests; if unsure, it rests.',
    'The pump runs while (the average over the last 10 min of the power of the solar panel has risen above 400 W and not yet ' +
      'fallen below 250 W) and the level of the tank is below 95 %; otherwise it stops; if unsure, it stops; each time for at ' +
      'least 5 min.',
    'The box says “The tank is nearly empty.” while the level of the tank has fallen below 15 % and not yet risen above 25 %; otherwise it rests; if unsure, it says “Nobody knows how full the tank is: look at its sensor.”'
  ])
})

test('roles are filled with points that fit, all of them or none', () => {
  const [lamp, , tank] = templates
  const place = placeIn('en')
  const rule = lamp?.rule(english)
  const filled = rule && fillRoles(rule, { '?lamp': 'lamp.0/level', '?ear': 'ear.0/motion', '?eye': 'eye.0/lux' }, place)
  expect(filled?.ok && pointsIn(filled.value)).toEqual(['lamp.0/level', 'ear.0/motion', 'eye.0/lux'])
  const open = rule && fillRoles(rule, { '?lamp': 'lamp.0/level' }, place)
  expect(open?.ok === false && open.error.map(({ message }) => message.params)).toEqual([{ role: 'ear' }, { role: 'eye' }])
  const wrong = rule && fillRoles(rule, { '?lamp': 'lamp.0/level', '?ear': 'ear.0/motion', '?eye': 'stove.0/temp' }, place)
  expect(wrong?.ok === false && wrong.error.map(({ message }) => message.key)).toEqual(['rules.unit'])
  for (const role of lamp?.roles ?? []) expect(place.points.filter((point) => fitsRole(role, point))).toHaveLength(1)
  expect(tank?.roles[0]?.shape).toEqual(tellPoint.shape)
})
