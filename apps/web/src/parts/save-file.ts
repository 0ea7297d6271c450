/** Hands bytes to the browser as a file to keep. Only letters, digits and dots of the name are used. */
export const saveFile = (bytes: Uint8Array, name: string): void => {
  const url = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: 'application/octet-stream' }))
  const link = document.createElement('a')
  link.href = url
  link.download = safeName(name)
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

/** A name that leads nowhere and hides nothing: no folders, no control letters, no leading dot, no reversed reading. */
export const safeName = (name: string): string =>
  name.normalize('NFKC').replace(/[^\p{L}\p{N} ._-]/gu, '').replace(/^[. ]+|[. ]+$/g, '').replace(/\.{2,}/g, '.').slice(0, 120) || 'commune-file'
