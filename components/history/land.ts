/** The land of the world as one path; a chunk of its own, loaded when a map is first drawn. */
import { geoEqualEarth, geoPath } from 'd3-geo';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import atlas from 'world-atlas/land-110m.json';

export const WIDTH = 720;
/** Without Antarctica, from where nobody answers. */
export const HEIGHT = 318;
const GLOBE_HEIGHT = 350;

const topology = atlas as unknown as Topology<{ land: GeometryCollection }>;
const land = feature(topology, topology.objects.land);
const projection = geoEqualEarth().fitExtent(
  [
    [4, 4],
    [WIDTH - 4, GLOBE_HEIGHT - 4],
  ],
  land,
);

export const landPath = geoPath(projection)(land) ?? '';

/** Gives where a place is on the map; null when it is nowhere. */
export function onMap({
  longitude,
  latitude,
}: {
  longitude: number;
  latitude: number;
}): [number, number] | null {
  return projection([longitude, latitude]);
}
