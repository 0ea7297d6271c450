/**
 * The units of what is sensed, by dimension. A dimension is what can be compared: two units of one convert into one another by an
 * exact ratio (and, for temperatures, an exact zero), and into nothing else. Which units there are follows Home Assistant's device
 * classes (its public documentation of sensors and numbers); sizes are those of the SI brochure and of NIST Special Publication 811.
 *
 * A line: the code as people read it, how many of the dimension's first unit it is (a whole number, a decimal or a ratio), then other
 * ways it is written. Share and parts (%, ppm, ppb) are one dimension, as a power factor may be told in either.
 * Levels (dB, dBA, dBm) are logarithms over different bases and convert into nothing; nor does money, or what is counted.
 */
export const table: Readonly<Record<string, string>> = {
  temperature: 'K 1; °C 1 C degC celsius ºC ℃; °F 5/9 F degF fahrenheit ºF ℉',
  share: '% 1 percent percentage pct; ‰ 0.1 permille',
  parts: 'ppm 1; ppb 0.001',
  illuminance: 'lx 1 lux; klx 1000',
  irradiance: 'W/m² 1 W/m2; kW/m² 1000 kW/m2; BTU/(h⋅ft²) 52752792631/16722547200 BTU/(h·ft²) BTU/(h*ft2) BTU/h/ft2',
  'amount of light': 'μmol/(m²⋅s) 1 μmol/s⋅m² μmol/m²/s umol/m2/s',
  concentration: 'μg/m³ 1 ug/m3 ug/m³ μg/m3; mg/m³ 1000 mg/m3; g/m³ 1000000 g/m3; μg/ft³ 1000000000000/28316846592 ug/ft3',
  particles: 'p/m³ 1 p/m3; p/ft³ 1000000000/28316846.592 p/ft3',
  'blood glucose': 'mmol/L 1 mmol/l; mg/dL 0.0555 mg/dl',
  pressure: [
    'Pa 1; hPa 100; kPa 1000; MPa 1000000; bar 100000; mbar 100; cbar 1000',
    'mmHg 133.322387415; inHg 3386.388640341',
    'psi 6894.757293168; inH₂O 249.08891 inH2O; Torr 101325/760'
  ].join('; '),
  length:
    'm 1 meter metre; mm 0.001; cm 0.01; km 1000; μm 0.000001 um; in 0.0254 inch; ft 0.3048 foot; yd 0.9144 yard; mi 1609.344 mile; nmi 1852',
  area: 'm² 1 m2 sqm; mm² 0.000001 mm2; cm² 0.0001 cm2; km² 1000000 km2; ha 10000; in² 0.00064516 in2; ft² 0.09290304 ft2; yd² 0.83612736 yd2; ac 4046.8564224 acre; mi² 2589988.110336 mi2',
  volume:
    'l 1 L liter litre ltr; ml 0.001 mL; cl 0.01 cL; dl 0.1 dL; m³ 1000 m3 cbm; ft³ 28.316846592 ft3; CCF 2831.6846592; MCF 28316.846592; gal 3.785411784 gallon; floz 0.0295735295625 fl.oz. fl.oz',
  flow:
    'l/min 1 L/min lpm; l/s 60 L/s; l/h 1/60 L/h; ml/s 0.06 mL/s; ml/min 0.001 mL/min; m³/h 1000/60 m3/h; m³/min 1000 m3/min; m³/s 60000 m3/s; ft³/min 28.316846592 ft3/min cfm;' +
    ' gal/min 3.785411784 gpm; gal/h 3.785411784/60; gal/d 3.785411784/1440',
  mass: 'g 1 gram; μg 0.000001 ug; mg 0.001; kg 1000 kilo; t 1000000 tonne; oz 28.349523125; lb 453.59237 lbs; st 6350.29318',
  power: 'W 1 watt; mW 0.001; kW 1000; MW 1000000; GW 1000000000; TW 1000000000000; BTU/h 52752792631/180000000000',
  'apparent power': 'VA 1; mVA 0.001; kVA 1000',
  'reactive power': 'var 1; mvar 0.001; kvar 1000',
  energy:
    'Wh 1; mWh 0.001; kWh 1000; MWh 1000000; GWh 1000000000; TWh 1000000000000; J 1/3600; kJ 1000/3600; MJ 1000000/3600; GJ 1000000000/3600; cal 4.184/3600; kcal 4184/3600; Mcal 4184000/3600; Gcal 4184000000/3600',
  'reactive energy': 'varh 1; kvarh 1000',
  voltage: 'V 1 volt; μV 0.000001 uV; mV 0.001; kV 1000; MV 1000000',
  current: 'A 1 amp ampere; mA 0.001; μA 0.000001 uA',
  charge: 'Ah 1; mAh 0.001',
  resistance: 'Ω 1 ohm; kΩ 1000 kohm; MΩ 1000000 Mohm',
  conductivity: 'μS/cm 1 uS/cm; mS/cm 1000; S/cm 1000000',
  frequency: 'Hz 1 hertz; kHz 1000; MHz 1000000; GHz 1000000000',
  turning: 'rpm 1 1/min r/min',
  time: 's 1 sec second; μs 0.000001 us; ms 0.001; min 60 minute; h 3600 hr hour; d 86400 day; wk 604800 week; mo 2629800 month; y 31557600 yr year',
  speed:
    'm/s 1; mm/s 0.001; m/min 1/60; km/h 1000/3600 kmh kph; ft/s 0.3048; in/s 0.0254; mph 0.44704 mi/h; kn 1852/3600 kt knot; mm/h 1/3600000; mm/d 1/86400000; in/h 0.0254/3600; in/d 0.0254/86400',
  signal: 'dBm 1',
  level: 'dB 1',
  loudness: 'dBA 1 dB(A)',
  angle: '° 1 deg degree; rad 180/3.141592653589793',
  'data size':
    'B 1 byte; bit 1/8; kbit 1000/8; Mbit 1000000/8; Gbit 1000000000/8; kB 1000; MB 1000000; GB 1000000000; TB 1000000000000; KiB 1024; MiB 1048576; GiB 1073741824; TiB 1099511627776',
  'data rate':
    'B/s 1; bit/s 1/8; kbit/s 1000/8 kbps; Mbit/s 1000000/8 Mbps; Gbit/s 1000000000/8 Gbps; kB/s 1000; MB/s 1000000; GB/s 1000000000; KiB/s 1024; MiB/s 1048576; GiB/s 1073741824',
  'energy a distance': 'kWh/100km 1; Wh/km 0.1',
  'distance an energy': 'km/kWh 1; mi/kWh 1.609344',
  acidity: 'pH 1',
  radiation: 'μSv/h 1 uSv/h; mSv/h 1000',
  radioactivity: 'Bq/m³ 1 Bq/m3; pCi/L 37 pCi/l',
  'colour temperature': 'mired 1',
  ultraviolet: 'UV index 1 UVI',
  'air quality': 'AQI 1',
  'link quality': 'lqi 1 LQI'
}

/** Where the zero of a unit lies, in units of the dimension's first. */
export const zeros: Readonly<Record<string, string>> = { '°C': '273.15', '°F': '45967/180' }
