import sodium from 'libsodium-wrappers-sumo'
await sodium.ready
const raw = sodium.libsodium
console.log(!!raw, raw && Object.keys(raw).filter(k => /heap|malloc|^_free|stack/i.test(k)), typeof raw?._crypto_aead_xchacha20poly1305_ietf_decrypt, typeof raw?._crypto_generichash, typeof raw?._crypto_generichash_blake2b)
console.log(raw._crypto_aead_xchacha20poly1305_ietf_decrypt.length, raw._crypto_generichash.length, raw.HEAPU8?.length)
console.log(sodium.crypto_aead_xchacha20poly1305_ietf_decrypt.toString().slice(0, 1800))
const key = crypto.getRandomValues(new Uint8Array(32))
const N = 100000, bytes = []
for (let i = 0; i < 2000; i++) { const nonce = crypto.getRandomValues(new Uint8Array(24)), head = crypto.getRandomValues(new Uint8Array(48)); head.set(nonce, 24)
  const c = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(crypto.getRandomValues(new Uint8Array(160)), head, null, nonce, key); const e = new Uint8Array(48 + c.length); e.set(head); e.set(c, 48); bytes.push(e) }
const f1 = e => { const id = sodium.crypto_generichash(32, e, null); return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, e.subarray(48), e.subarray(0, 48), e.subarray(24, 48), key) }
const room = raw._malloc(70000), out = raw._malloc(70000), idp = raw._malloc(32), kp = raw._malloc(32)
raw.HEAPU8.set(key, kp)
const f2 = e => { const H = raw.HEAPU8; H.set(e, room); raw._crypto_generichash(idp, 32, room, e.length, 0, 0, 0); const id = H.slice(idp, idp + 32)
  const r = raw._crypto_aead_xchacha20poly1305_ietf_decrypt(out, 0, 0, room + 48, e.length - 48, 0, room, 48, 0, room + 24, kp); return r === 0 ? H.slice(out, out + e.length - 64) : undefined }
const f3 = e => { const H = raw.HEAPU8; H.set(e, room); raw._crypto_generichash(idp, 32, room, e.length, 0, 0, 0); 
  const r = raw._crypto_aead_xchacha20poly1305_ietf_decrypt(out, 0, 0, room + 48, e.length - 48, 0, room, 48, 0, room + 24, kp); return r }
console.log(Buffer.compare(f1(bytes[0]), f2(bytes[0])))
for (let r = 0; r < 3; r++) for (const [n, f] of [['wrappers', f1], ['raw', f2], ['raw no copy out', f3]]) { const t = process.cpuUsage().user; for (let i = 0; i < 50; i++) for (const e of bytes) f(e); console.log(n, ((process.cpuUsage().user - t) / N).toFixed(2), 'us') }
import nodeCrypto from 'node:crypto'
const t = process.cpuUsage().user; for (let i = 0; i < 50; i++) for (const e of bytes) raw._crypto_generichash(idp, 32, room, e.length, 0, 0, 0); console.log('hash only', ((process.cpuUsage().user - t) / N).toFixed(2), 'us')
