/**
 * A certificate for the name `localhost` that signs itself, and its key, for tests of TLS. It was made for them and protects nothing; it is
 * good until 2126. Made with `openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 36500 -subj /CN=localhost -addext
 * subjectAltName=DNS:localhost`.
 */
export const localhostKey = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg/dW7lFuYvYLfprW0
FvlRA/vpG6yZIIvGvH7dnPdd+yWhRANCAARTDPVlaBHUqc2BtBC9TVeXb0kOD8+P
5Ws85yWPU11rrjHih+rTG3E1/Qu2gWsVGSfDqiPlaCFri+jWrGfbLXI8
-----END PRIVATE KEY-----
`

export const localhostCertificate = `-----BEGIN CERTIFICATE-----
MIIBlDCCATugAwIBAgIUWzwQKRJANiLZcix7B+PNrHDG7QIwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyNjIyMjA0M1oYDzIxMjYxMTAy
MjIyMDQzWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAARTDPVlaBHUqc2BtBC9TVeXb0kOD8+P5Ws85yWPU11rrjHih+rTG3E1
/Qu2gWsVGSfDqiPlaCFri+jWrGfbLXI8o2kwZzAdBgNVHQ4EFgQUdNrScOFOEszd
azcnIOiQmHw+yBgwHwYDVR0jBBgwFoAUdNrScOFOEszdazcnIOiQmHw+yBgwDwYD
VR0TAQH/BAUwAwEB/zAUBgNVHREEDTALgglsb2NhbGhvc3QwCgYIKoZIzj0EAwID
RwAwRAIgEsKUqCoLyEY6Zk3LBQPhQ5yQJkLfuy7AnYKijVbN1EcCIHJY0Zt58Dhl
3VCBtC6TjX5CkxSE3oQ7ps+ZfczLxP5J
-----END CERTIFICATE-----
`
