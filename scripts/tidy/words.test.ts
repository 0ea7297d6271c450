import { expect, test } from 'vitest'
import { treeOf } from './tree.ts'
import { checkWords } from './words.ts'

const messages = (path: string, text: string) => checkWords(treeOf({ [path]: text })).map(({ message }) => message)

test('the files speak of the project alone', () => {
  const strange = [`/wo${'rk'}/main`, `Cl${'aude'}`, `a hel${'per'}`, `iss${'ue'} #12`]
  for (const word of strange) expect(messages('README.md', `see ${word} for more`)).toHaveLength(1)
  expect(messages('README.md', 'the network/working frame, a workshop, an open matter')).toEqual([])
})

test('a file is named by its subject', () => {
  for (const name of ['utils.ts', 'flow-manager.ts', 'service.test.ts']) expect(messages(`packages/peer/src/${name}`, '')).toHaveLength(1)
  for (const name of ['database.ts', 'fold.ts', 'shared-key.ts']) expect(messages(`packages/peer/src/${name}`, '')).toEqual([])
})

test('the lock file names no host', () => {
  expect(messages('package-lock.json', '"resolved": "https://example.org/a.tgz"')).toHaveLength(1)
  expect(messages('package-lock.json', '"resolved": "packages/peer"')).toEqual([])
})
