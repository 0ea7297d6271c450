/**
 * What the documents say can be done, can be done: the npm scripts they name exist, so do the commands of `commune`, and
 * so do the files and pictures they link to.
 */
import { lineFinder } from './source.ts'
import { type Check, type Complaint, resolvePath, type Tree } from './tree.ts'

const builtIn = new Set(['run', 'ci', 'install', 'uninstall', 'version', 'pack', 'exec', 'cache'])

export const checkDocs: Check = (tree) => {
  const complaints: Complaint[] = []
  const scripts = Object.keys((JSON.parse(tree.files.get('package.json') ?? '{}') as { scripts?: object }).scripts ?? {})
  const commands = communeCommands(tree)
  for (const [path, text] of tree.files) {
    // Recipes and fixtures are data in Markdown, not documents of ours.
    if (!path.endsWith('.md') || /\/(fixtures|recipes|demo)\//.test(path)) continue
    const lineAt = lineFinder(text)
    const complain = (offset: number, message: string) => complaints.push({ path, line: lineAt(offset), message })

    for (const { span, at } of codeSpans(text)) {
      for (const found of span.matchAll(/(?<=^|[;&|$]\s*|\n\s*)npm (?:-\S+ )*(?:(run) (?:-\S+ )*)?([a-z][\w:-]*)/g)) {
        const [, run, name = ''] = found
        if (run === undefined && builtIn.has(name)) continue
        if (!scripts.includes(name)) complain(at + found.index, `\`npm ${name}\` is no script of package.json: name one that is.`)
      }
      for (const found of span.matchAll(/(?<=^|[;&|$]\s*|\n\s*|run (?:-s )?)commune (?:-- )?([a-z][a-z-]+)/g)) {
        const [, name = ''] = found
        if (commands === undefined || commands.has(name)) continue
        complain(at + found.index, `\`commune ${name}\` is no command: name one that \`commune --help\` lists.`)
      }
    }
    for (const found of text.matchAll(/\]\((?!\w+:|#)([^)\s#]+)[^)]*\)|\bsrc="(?!\w+:)([^"]+)"/g)) {
      const target = resolvePath(path, decodeURI(found[1] ?? found[2] ?? ''))
      if (exists(tree, target)) continue
      complain(found.index, `links to ${target}, which is not there: mend the link or add the file.`)
    }
  }
  return complaints
}

/** Fenced blocks and inline code, with their offset. */
function codeSpans(text: string): { span: string; at: number }[] {
  return [...text.matchAll(/```\w*\n([\s\S]*?)```|`([^`\n]+)`/g)].map((found) => {
    const span = found[1] ?? found[2] ?? ''
    return { span, at: found.index + found[0].indexOf(span) }
  })
}

/** Names given to `.command('name …')` in the command line's sources; undefined while there is no command line. */
function communeCommands(tree: Tree): Set<string> | undefined {
  const names = new Set<string>(['help'])
  for (const source of tree.sources.values()) {
    if (!source.path.startsWith('apps/commune/src/') || source.path.endsWith('.test.ts')) continue
    for (const found of source.text.matchAll(/\bcommand\(\s*['"`]([a-z][a-z-]*)/gi)) names.add(found[1] ?? '')
  }
  return names.size > 1 ? names : undefined
}

/** A file, or a folder with something in it. */
function exists(tree: Tree, target: string): boolean {
  if (target === '' || tree.paths.has(target)) return true
  return tree.paths.values().some((path) => path.startsWith(`${target}/`))
}
