/** The two things wanted of HTML: the JSON-LD that stands in a page, and a text without its tags and entities. */
import { Parser } from 'htmlparser2'

/** The texts of all `<script type="application/ld+json">`, in order. */
export const jsonLdIn = (html: string): string[] => {
  const found: string[] = []
  let inside: string[] | undefined
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        if (name === 'script' && /^application\/ld\+json\b/i.test((attributes['type'] ?? '').trim())) inside = []
      },
      ontext: (text) => {
        inside?.push(text)
      },
      onclosetag: (name) => {
        if (name === 'script' && inside) {
          found.push(inside.join(''))
          inside = undefined
        }
      }
    },
    { lowerCaseTags: true }
  )
  parser.end(html)
  return found
}

const breaking = new Set(['p', 'br', 'li', 'div', 'h1', 'h2', 'h3', 'h4', 'tr'])

/** A text as it reads: tags are gone, what broke a line breaks it, entities are the signs they stand for. */
export const textOfHtml = (text: string): string => {
  if (!/[<&]/.test(text)) return text
  const parts: string[] = []
  const parser = new Parser(
    {
      onopentagname: (name) => {
        if (breaking.has(name)) parts.push('\n')
      },
      ontext: (plain) => {
        parts.push(plain)
      },
      onclosetag: (name) => {
        if (breaking.has(name)) parts.push('\n')
      }
    },
    { decodeEntities: true }
  )
  parser.end(text)
  const plain = parts.join('')
  // Some write the entity of an entity.
  const twice = /&(?:#\d{1,6}|#x[\da-f]{1,5}|[a-z]{2,8});/i.test(plain) && !/</.test(plain) ? once(plain) : plain
  return twice.replace(/[^\S\n]+/g, ' ').replace(/ *\n[\s\n]*/g, '\n').trim()
}

const once = (text: string): string => {
  const parts: string[] = []
  new Parser({ ontext: (plain) => void parts.push(plain) }, { decodeEntities: true }).end(text)
  return parts.join('')
}
