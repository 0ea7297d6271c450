/** URI templates (RFC 6570, up to level 3 and without prefixes and lists): which names they hold, and what they become. */

const expression = /\{([+#./;?&]?)([^{}]*)\}/g
const variable = /^[A-Za-z0-9_%](?:[A-Za-z0-9_.%]*[A-Za-z0-9_%])?\*?$/

/** The names in a template in the order they stand; undefined when it is not well formed. */
export const templateNames = (template: string): string[] | undefined => {
  const names: string[] = []
  for (const [, , list = ''] of template.matchAll(expression)) {
    for (const name of list.split(',')) {
      if (!variable.test(name)) return undefined
      names.push(name.replace(/\*$/, ''))
    }
  }
  return /[{}]/.test(template.replace(expression, '')) ? undefined : names
}

interface Way {
  readonly first: string
  readonly between: string
  /** `name=value`. */
  readonly named: boolean
  readonly plain: boolean
}

const ways: Readonly<Record<string, Way>> = {
  '': { first: '', between: ',', named: false, plain: false },
  '+': { first: '', between: ',', named: false, plain: true },
  '#': { first: '#', between: ',', named: false, plain: true },
  '.': { first: '.', between: '.', named: false, plain: false },
  '/': { first: '/', between: '/', named: false, plain: false },
  ';': { first: ';', between: ';', named: true, plain: false },
  '?': { first: '?', between: '&', named: true, plain: false },
  '&': { first: '&', between: '&', named: true, plain: false }
}

/** Names that are not given are left out, as the RFC says; whoever needs them all asks `templateNames` first. */
export const expandTemplate = (template: string, given: ReadonlyMap<string, string>): string =>
  template.replace(expression, (_, sign: string, list: string) => {
    const way = ways[sign] as Way
    const parts = list.split(',').flatMap((raw) => {
      const name = raw.replace(/\*$/, '')
      const value = given.get(name)
      if (value === undefined) return []
      const text = way.plain ? encodeURI(value.toWellFormed()) : encodeURIComponent(value.toWellFormed())
      return [way.named ? `${name}${text === '' && sign === ';' ? '' : '='}${text}` : text]
    })
    return parts.length === 0 ? '' : way.first + parts.join(way.between)
  })
