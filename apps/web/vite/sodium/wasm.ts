/**
 * Takes out of a WebAssembly module what cannot be reached from the exports that are wanted: the other exports go, and the bodies
 * of functions that only they called become one trap. Numbers of functions stay as they are, so what is left is byte for byte the
 * same code. Whatever is called through the table counts as reached.
 *
 * Refuses whatever it does not know, an instruction or an export that is not there: it never guesses.
 */
const magicBytes = 8
const section = { import: 2, function: 3, export: 7, start: 8, element: 9, code: 10 } as const
/** A body of three bytes: no locals, `unreachable`, `end`. */
const trap = Uint8Array.of(3, 0, 0x00, 0x0b)

/** @param wanted names of exports that stay, and all that they reach. */
export const slimWasm = (module: Uint8Array, wanted: ReadonlySet<string>): Uint8Array => {
  const reader = new Reader(module, magicBytes)
  const sections: { readonly id: number; readonly body: Uint8Array }[] = []
  while (!reader.atEnd) {
    const id = reader.byte()
    sections.push({ id, body: reader.bytes(reader.number()) })
  }
  const bodyOf = (id: number): Reader => new Reader(sections.find((each) => each.id === id)?.body ?? Uint8Array.of(0))
  const imported = importedFunctions(bodyOf(section.import))
  const exported = exportsOf(bodyOf(section.export)).filter(({ name }) => wanted.has(name))
  for (const name of wanted) if (!exported.some((each) => each.name === name)) throw new Error(`the module exports no ${name}`)
  const bodies = bodiesOf(bodyOf(section.code))
  const roots = [...exported.filter(({ kind }) => kind === 0).map(({ index }) => index), ...elementsOf(bodyOf(section.element))]
  if (sections.some(({ id }) => id === section.start)) roots.push(bodyOf(section.start).number())
  const reached = reach(roots, (index) => (index < imported ? [] : calls(bodies[index - imported]!)))
  const parts = sections.map(({ id, body }) => {
    if (id === section.export) return framed(id, concat(number(exported.length), ...exported.map(({ bytes }) => bytes)))
    if (id !== section.code) return framed(id, body)
    return framed(id, concat(number(bodies.length), ...bodies.map((each, i) => (reached.has(imported + i) ? concat(number(each.length), each) : trap))))
  })
  return concat(module.subarray(0, magicBytes), ...parts)
}

function reach(roots: readonly number[], next: (index: number) => readonly number[]): ReadonlySet<number> {
  const reached = new Set(roots)
  for (const index of reached) for (const each of next(index)) reached.add(each)
  return reached
}

function importedFunctions(reader: Reader): number {
  let functions = 0
  for (let left = reader.number(); left > 0; left--) {
    reader.bytes(reader.number())
    reader.bytes(reader.number())
    const kind = reader.byte()
    if (kind !== 0) throw new Error('only functions may be imported')
    reader.number()
    functions++
  }
  return functions
}

interface Export { readonly name: string; readonly kind: number; readonly index: number; readonly bytes: Uint8Array }

function exportsOf(reader: Reader): readonly Export[] {
  return Array.from({ length: reader.number() }, () => {
    const from = reader.at
    const name = new TextDecoder().decode(reader.bytes(reader.number()))
    const [kind, index] = [reader.byte(), reader.number()]
    return { name, kind, index, bytes: reader.since(from) }
  })
}

/** Functions in the table: segments that lie there from the start, or are copied later. */
function elementsOf(reader: Reader): readonly number[] {
  return Array.from({ length: reader.number() }, () => {
    if (reader.number() !== 0) throw new Error('a kind of element segment that is not known')
    if (reader.byte() !== 0x41) throw new Error('an element segment that does not begin at a constant')
    reader.skipNumber()
    if (reader.byte() !== 0x0b) throw new Error('an element segment that does not begin at a constant')
    return Array.from({ length: reader.number() }, () => reader.number())
  }).flat()
}

function bodiesOf(reader: Reader): readonly Uint8Array[] {
  return Array.from({ length: reader.number() }, () => reader.bytes(reader.number()))
}

/** Functions that a body calls by their number. */
function calls(body: Uint8Array): readonly number[] {
  const reader = new Reader(body)
  for (let groups = reader.number(); groups > 0; groups--) {
    reader.number()
    reader.byte()
  }
  const found: number[] = []
  while (!reader.atEnd) {
    const code = reader.byte()
    if (code === 0x10 || code === 0xd2) found.push(reader.number())
    else skip(code, reader)
  }
  return found
}

/** Moves behind what follows an instruction (WebAssembly 2.0, section 5.4, without vectors). */
function skip(code: number, reader: Reader): void {
  if (code <= 0x01 || code === 0x05 || code === 0x0b || code === 0x0f || code === 0x1a || code === 0x1b) return
  if (code >= 0x45 && code <= 0xc4) return
  if (code >= 0x28 && code <= 0x3e) return void [reader.skipNumber(), reader.skipNumber()]
  if (code >= 0x20 && code <= 0x24) return reader.skipNumber()
  switch (code) {
    case 0x02: case 0x03: case 0x04: case 0x0c: case 0x0d: case 0x3f: case 0x40: case 0x41: case 0x42:
      return reader.skipNumber()
    case 0x0e:
      for (let left = reader.number() + 1; left > 0; left--) reader.skipNumber()
      return
    case 0x11:
      return void [reader.skipNumber(), reader.skipNumber()]
    case 0x43:
      return void reader.bytes(4)
    case 0x44:
      return void reader.bytes(8)
    case 0xfc: {
      const more = reader.number()
      const numbers = more <= 7 ? 0 : { 8: 2, 9: 1, 10: 2, 11: 1 }[more]
      if (numbers === undefined) break
      for (let left = numbers; left > 0; left--) reader.skipNumber()
      return
    }
  }
  throw new Error(`an instruction that is not known: ${code.toString(16)}`)
}

class Reader {
  readonly #all: Uint8Array
  at: number

  constructor(all: Uint8Array, at = 0) {
    this.#all = all
    this.at = at
  }

  get atEnd(): boolean {
    return this.at >= this.#all.length
  }

  byte(): number {
    const byte = this.#all[this.at++]
    if (byte === undefined) throw new Error('the module ends too soon')
    return byte
  }

  /** LEB128, without a sign and below 2^32. */
  number(): number {
    let [value, scale] = [0, 1]
    for (;;) {
      const byte = this.byte()
      value += (byte & 0x7f) * scale
      if (byte < 0x80) return value
      scale *= 0x80
    }
  }

  skipNumber(): void {
    for (let more = true; more; more = this.byte() >= 0x80) continue
  }

  bytes(length: number): Uint8Array {
    const some = this.#all.subarray(this.at, (this.at += length))
    if (some.length !== length) throw new Error('the module ends too soon')
    return some
  }

  since(from: number): Uint8Array {
    return this.#all.subarray(from, this.at)
  }
}

const framed = (id: number, body: Uint8Array): Uint8Array => concat(Uint8Array.of(id), number(body.length), body)

function number(value: number): Uint8Array {
  const bytes: number[] = []
  for (let left = value; ; left = Math.floor(left / 0x80)) {
    if (left < 0x80) return Uint8Array.from([...bytes, left])
    bytes.push((left % 0x80) + 0x80)
  }
}

const concat = (...parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(Buffer.concat(parts))
