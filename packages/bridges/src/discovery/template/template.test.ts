import { describe, expect, it } from 'vitest'
import { compileTemplate, Float } from './index.ts'

const names = ['value', 'value_json', 'entity_id']

function read(source: string, text = ''): string {
  const compiled = compileTemplate(source, names)
  if (!compiled.ok)
    return compiled.error.type === 'outside' ? `outside: ${compiled.error.word} at ${compiled.error.at}` : compiled.error.type
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    json = undefined
  }
  const outcome = compiled.value.read(text, json)
  return outcome.is === 'text' ? outcome.text : outcome.is === 'nothing' ? 'nothing' : `fault: ${outcome.why}`
}

describe('templates read messages as Home Assistant does', () => {
  it.each([
    ['{{ value }}', ' 5 ', '5'],
    ['{{ value_json.a.b }}', '{"a":{"b":"x"}}', 'x'],
    ["{{ value_json['a'][1] }}", '{"a":[1,2]}', '2'],
    ['{{ value_json }}', '{"a": [1, "x", null, true, 0.5]}', "{'a': [1, 'x', None, True, 0.5]}"],
    ['{{ value | int * 2 }}', '21', '42'],
    ['{{ value | float }}', '21', '21.0'],
    ['{{ value | float(0) + 1 }}', 'x', '1'],
    ['{{ value | int(base=16) }}', '0xff', '255'],
    ['{{ (value | float) | round(1) }}', '2.25', '2.2'],
    ['{{ (value | float) | round }}', '2.5', '2'],
    ['{{ 7 // 2 }} {{ -7 // 2 }} {{ -7 % 3 }} {{ 7 / 2 }} {{ 2 ** 3 }}', '', '3 -4 2 3.5 8'],
    ['{{ 6 / 2 }}', '', '3.0'],
    ['{{ 1 == 1.0 }} {{ true == 1 }} {{ "1" == 1 }}', '', 'True True False'],
    ['{{ value_json.x | default("none") }}', '{}', 'none'],
    ['{{ value_json.x | default("none", true) }}', '{"x":""}', 'none'],
    ['{{ value_json.on | bool }}', '{"on":"off"}', 'False'],
    ['{{ (value == "1") | iif("ja", "nein") }}', '1', 'ja'],
    ['{{ value | upper }}{{ value | lower | capitalize }}', 'aB', 'ABAb'],
    ['{{ value | from_json | length }}', '[1,2,3]', '3'],
    ['{{ {"a": [1, 2.5, none]} | to_json }}', '', '{"a":[1,2.5,null]}'],
    ['{{ value.split(",")[1] | trim }}', 'a, b', 'b'],
    ['{{ value_json.c.split(",")[0:3] | join("-") }}', '{"c":"1,2,3,4"}', '1-2-3'],
    ['{{ max(1, value | int) }} {{ [3, 1, 2] | min }}', '9', '9 1'],
    ['{% if value_json.a is defined %}yes{% else %}no{% endif %}', '{}', 'no'],
    ['{% set m = {"a": 1} %}{{ m[value] if value in m.keys() else 0 }}', 'a', '1'],
    ["{{ {0:'off', 1:'low'}[value | int] }}", '1', 'low'],
    [
      '{% for x in value_json if x > 1 %}{{ loop.index }}{{ x }}{% if not loop.last %},{% endif %}{% endfor %}',
      '[1,2,3]',
      '12,23'
    ],
    ['{% set ns = namespace(n=0) %}{% for x in range(5) %}{% set ns.n = ns.n + x %}{% endfor %}{{ ns.n }}', '', '10'],
    ['{{ value | regex_findall("^(\\w+)_(\\d)$") }}', 'ab_1', "[['ab', '1']]"],
    ['{{ value | regex_replace("\\d", "x") }} {{ value is string }}', 'a1', 'ax True'],
    ['{{ "%05.1f|%x|%-3s|" | format(3.14159, 255, "a") }}', '', '003.1|ff|a  |'],
    ['{{ as_timestamp("2024-01-01T00:00:00+00:00") | int }}', '', '1704067200'],
    ['{{ value_json | map(attribute="a") | list }}', '[{"a":1},{"a":2}]', '[1, 2]'],
    ['{{ (1000 / 300) | round(2) ~ " K" }}', '', '3.33 K'],
    ['{{ value_json.a + value_json.b }}', '{"a":0.1,"b":0.2}', '0.30000000000000004'],
    ['{# said #}on', '', 'on'],
    ['{{ "on" }}', '', 'on'],
    ['{{ value_json.a.b | default(0) }}', '{"a":null}', '0'],
    ['{{ value_json.a[5] is defined }} {{ "x" in value_json.b }}', '{"a":[1]}', 'False False'],
    ['{{ true - false }} {{ true is number }} {{ -3 | abs }} {{ "ab" * 2 }}', '', '1 True 3 abab'],
    ['{{ "a,b c-d" | title }} {{ "a,b".title() }}', '', 'A,b C-D A,B'],
    ['{{ value_json.a | min }} {{ [] | max is defined }} {{ [1, 2.5] | sum }}', '{"a":[2,1]}', '1 False 3.5']
  ])('%s of %s is %s', (source, text, wanted) => expect(read(source, text)).toBe(wanted))

  it('a message without what is looked for says nothing', () => {
    expect(read('{{ value_json.a.b }}', '{}')).toBe('nothing')
    expect(read('{{ value_json.a | is_defined }}', '{}')).toBe('nothing')
    expect(read('{{ value_json.a | int }}', '{}')).toBe('nothing')
    expect(read('{{ value_json.a | float(0) }}', '{}')).toBe('nothing')
    expect(read('{{ value_json.a }}', 'no JSON')).toBe('nothing')
    expect(read('{{ value_json.a + 1 }}', '{}')).toBe('nothing')
  })

  it('what cannot be worked out has a reason', () => {
    expect(read('{{ value | int }}', 'x')).toBe('fault: “x” is not a whole number')
    expect(read('{{ 1 / (value | int) }}', '0')).toBe('fault: it divides by nothing')
    expect(read('{{ value + 1 }}', '5')).toBe('fault: a text and a number cannot be reckoned with')
    expect(read('{{ as_timestamp(value) }}', '2024-01-01 00:00:00')).toContain('is not a time with its zone')
  })

  it('commands are written from their names; a number with a point keeps it', () => {
    const compiled = compileTemplate('{"t": {{ value }}, "r": "{{ "#%02x%02x" | format(red, green) }}{{ sat | d }}"}', [
      'value',
      'red',
      'green',
      'sat'
    ])
    expect(compiled.ok && compiled.value.write({ value: new Float(21), red: 255, green: 3 })).toEqual({
      is: 'text',
      text: '{"t": 21.0, "r": "#ff03"}'
    })
  })
})

describe('what is outside of the subset is named before it ever runs', () => {
  it.each([
    ["{{ states('sensor.x') }}", 'outside: states at 3'],
    ['{{ now().hour }}', 'outside: now at 3'],
    ['{{ value | unpack("b") }}', 'outside: unpack at 11'],
    ['{{ 1 if x else 2 }}', 'outside: x at 8'],
    ['{% if false %}{{ value | nothing }}{% endif %}', 'outside: nothing at 25'],
    ['{% macro a() %}{% endmacro %}', 'outside: Macro at 0'],
    ['{% import "x" as y %}', 'outside: import at 3'],
    ['{% generation %}x{% endgeneration %}', 'outside: generation at 3'],
    ['{{ value.__class__ }}', 'outside: __class__ at 9'],
    ['{{ value.constructor() }}', 'outside: constructor at 9'],
    ['{{ (value).format(1) }}', 'outside: format at 11'],
    ['{{ value is divisibleby }}', 'outside: divisibleby at 12'],
    ['{{ value', 'unreadable'],
    ['{{ value | }}', 'unreadable'],
    ['{% if value %}', 'unreadable']
  ])('%s: %s', (source, wanted) => expect(read(source)).toBe(wanted))
})

describe('[E7] no template works without end', () => {
  it.each([
    ['{% for a in range(2000) %}{% for b in range(2000) %}x{% endfor %}{% endfor %}', 'fault: it takes too many steps'],
    ['{{ range(1000000000) }}', 'fault: a list is too long'],
    [`{% set a = [1, 1] %}${'{% set a = [a, a] %}'.repeat(40)}{{ a }}`, 'fault: a value is too large'],
    [`{% set a = [1] %}${'{% set a = a + a %}'.repeat(40)}{{ a }}`, 'fault: a list is too long'],
    [`{% set a = "xxxxxxxx" %}${'{% set a = a ~ a %}'.repeat(40)}{{ a }}`, 'fault: a text is too long'],
    [`{% set a = "aaaaaaaa" %}${'{% set a = a | replace("a", a) %}'.repeat(10)}{{ a }}`, 'fault: a text is too long'],
    ['{{ 9 ** 9 ** 9 }}', 'fault: a whole number is too large'],
    ['{{ "a" | regex_match("(a+)+b") }}', 'fault: the pattern (a+)+b repeats what repeats: that may never end'],
    ['{{ "a" | regex_match("(a|a)*b") }}', 'fault: the pattern (a|a)*b repeats what repeats: that may never end'],
    ['{{ "a" | regex_match("a*a*a*a*b") }}', 'fault: the pattern a*a*a*a*b can be walked in too many ways'],
    ['{{ "a" | regex_match("(?=a)") }}', 'fault: the pattern (?=a) has a group that is outside of what is let in'],
    ['{{ "a" | regex_match("(a)\\\\1") }}', 'fault: the pattern (a)\\1 refers back'],
    [`{{ ${'('.repeat(100)}1${')'.repeat(100)} }}`, 'too-large'],
    [`{{ ${'not '.repeat(200)}1 }}`, 'too-large'],
    ['x'.repeat(5000), 'too-large'],
    [`{{ value${' '.repeat(500)}}}`, 'too-large']
  ])('%s ends: %s', (source, wanted) => expect(read(source)).toBe(wanted))

  it('what nests by itself ends as well', () => {
    expect(read('{% set ns = namespace(a=1) %}{% set ns.a = [ns] %}{{ ns.a }}')).toBe('[<namespace>]')
    expect(read('{% set ns = namespace(a=1) %}{% set ns.a = [ns] %}{{ ns.a | to_json }}')).toBe(
      'fault: a namespace cannot be written as JSON'
    )
  })
})
