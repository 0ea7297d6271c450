/** The sign before a row of a list, in a file of its own: rows are there before anything larger is drawn. */
import { createMemo, type JSX } from 'solid-js'
import { glyphHalf, type GlyphName, glyphs } from '../glyphs/glyph.ts'

const signView = [-glyphHalf, -glyphHalf, glyphHalf * 2, glyphHalf * 2].join(' ')
/** Signs as they were read once: a long list copies them. */
const signsRead = new Map<GlyphName, SVGSVGElement>()

const signOf = (name: GlyphName): SVGSVGElement => {
  const known = signsRead.get(name) ?? (<svg aria-hidden="true" viewBox={signView} innerHTML={glyphs[name]} /> as SVGSVGElement)
  signsRead.set(name, known)
  return known.cloneNode(true) as SVGSVGElement
}

/** The sign before a row of the list. */
export function Sign(props: { readonly name: GlyphName; readonly px?: number }): JSX.Element {
  const drawn = createMemo(() => {
    const sign = signOf(props.name)
    sign.setAttribute('class', 'drawn sign moving')
    sign.setAttribute('width', String(props.px ?? 34))
    sign.setAttribute('height', String(props.px ?? 34))
    return sign
  })
  return <>{drawn()}</>
}
