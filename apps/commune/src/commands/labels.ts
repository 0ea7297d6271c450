/** `commune labels`: QR labels for what stands at a place, as a file to print. */
import { writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { a4Sheet, fitsPdf, type Label, layOut, type LabelPage, type Matrix, type Paper, pdfOf, placeLabel, portionLabel, rollMm, rollOf, svgOf } from '@commune/commune/labels'
import type { IdText } from '@commune/protocol'
import { generate } from 'lean-qr'
import { type AddCommand, finish } from '../cli/command.ts'
import { type Hand, type Peered, show, withPeer } from '../cli/hand.ts'
import { exitCodes, Stop } from '../cli/stop.ts'
import { offsetMinutes } from '../cli/when.ts'
import { cliMessage, sentence, words } from '../words/index.ts'
import { portionsIn } from './store.ts'

interface LabelsOptions {
  readonly place?: string
  readonly out?: string
  readonly roll?: string
  readonly url?: string
  readonly places?: boolean
}

export const addLabels: AddCommand = (program, start) => {
  const command = program
    .command('labels')
    .helpGroup(sentence('group.flows'))
    .description(sentence('labels.about'))
    .option('--place <place>', sentence('labels.place'))
    .requiredOption('--out <file>', sentence('labels.out'))
    .option('--roll <size>', sentence('labels.roll'))
    .option('--url <address>', sentence('labels.url'))
    .option('--places', sentence('labels.places'))
    .action(start((hand, options: LabelsOptions) => labels(hand, options)))
  finish(command, { examples: ['commune labels --place Cellar --out sheet.pdf', 'commune labels --roll 62x29 --out labels.svg'], world: true })
}

async function labels(hand: Hand, options: LabelsOptions): Promise<void> {
  const { out = '', roll } = options
  const kind = /\.(pdf|svg)$/i.exec(out)?.[1]?.toLowerCase()
  if (kind === undefined) throw new Stop(cliMessage('labels.out-wrong'), exitCodes.usage)
  const paper = roll === undefined ? a4Sheet : paperOf(roll)
  await withPeer(hand, async (peer) => {
    const { world } = await peer.world()
    const all = await labelsOf(peer, world, options, offsetMinutes(hand.nowMs()))
    if (all.length === 0) throw new Stop(cliMessage('labels.none'))
    const pages = layOut(all, paper, matrixOf)
    const odd = kind === 'pdf' ? all.filter(({ title, lines }) => ![title, ...lines].every(fitsPdf)).length : 0
    const files = kind === 'pdf' ? [out] : writeSvgs(out, pages)
    if (kind === 'pdf') writeFileSync(out, pdfOf(pages))
    show(hand, { files, labels: all.length, pages: pages.length, otherLetters: odd }, () => [
      sentence('labels.said', { n: all.length, file: files.join(', ') }),
      ...(odd > 0 ? [sentence('labels.letters', { n: odd })] : [])
    ])
  })
}

function writeSvgs(out: string, pages: readonly LabelPage[]): string[] {
  return pages.map((page, index) => {
    const file = index === 0 ? out : out.replace(/\.svg$/i, `-${index + 1}.svg`)
    writeFileSync(file, svgOf(page))
    return file
  })
}

async function labelsOf(peer: Peered, world: IdText, { place, places, url }: LabelsOptions, offset: number): Promise<Label[]> {
  const base = url ?? (await ownAddress(peer))
  const query = place === undefined ? {} : { place }
  if (!places) return (await portionsIn(peer, world, query)).map((row) => portionLabel(row, base, words, offset))
  const found = await peer.ask('stock', { world, ...query })
  return found.flatMap((one) => (one.place === undefined ? [] : [placeLabel(one.place, one.path ?? [], base)]))
}

/** Where the app of this box is opened. */
async function ownAddress({ ask }: Peered): Promise<string> {
  const web = (await ask('status', {})).listeners.find(({ on, what }) => on && what === sentence('listens.web'))
  // A box that listens everywhere is found by its name.
  const address = web?.address.replace(/^(?:0\.0\.0\.0|\[?::\]?)(?=:\d+$)/, hostname())
  return `http://${address ?? 'localhost'}/`
}

function paperOf(text: string): Paper {
  const [, wide, high] = /^(\d{1,3})\s*[x×]\s*(\d{1,3})$/.exec(text.trim()) ?? []
  const [widthMm, heightMm] = [Number(wide), Number(high)]
  const fits = [widthMm, heightMm].every((mm) => mm >= rollMm.min && mm <= rollMm.max)
  if (!fits) throw new Stop(cliMessage('labels.roll-wrong', { text: text.slice(0, 20) }), exitCodes.usage)
  return rollOf(widthMm, heightMm)
}

function matrixOf(text: string): Matrix | undefined {
  try {
    return generate(text)
  } catch {
    return undefined
  }
}
