/** Pulses: felt for a moment, never kept. */
export { type Sign, signAt, Pulses, pulsePointsMax, pulseTtlMsMax, pulseTtlMsMin } from './pulses.ts'
