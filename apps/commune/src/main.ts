#!/usr/bin/env node
/**
 * The one binary: the daemon (`commune up`) and the command line that talks to it. It runs packed when it was packed from these
 * very sources (see packed.ts), else from them.
 *
 * What was compiled is kept beside the packages, which halves the time a command takes. It lies in the checkout and not in the
 * system's folder for such things, where another user of the machine could leave something to be run.
 */
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { packedProgram, root } from './packed.ts'

enableCompileCache(join(root, 'node_modules/.cache/smart-commune-compiled'))
const packed = packedProgram()
await (packed === undefined ? import('./begin.ts') : import(pathToFileURL(packed).href))
