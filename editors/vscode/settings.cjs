// Takes the settings that casenote.toml has over into package.json: casenote schema | node settings.cjs
const fs = require('fs');
const path = require('path');

const schema = JSON.parse(fs.readFileSync(0, 'utf8'));
const file = path.join(__dirname, 'package.json');
const manifest = JSON.parse(fs.readFileSync(file, 'utf8'));
const whole = (value) => {
  if (Array.isArray(value)) return value.map(whole);
  if (value === null || typeof value !== 'object') return value;
  if (value.$ref) return whole({ ...schema.$defs[value.$ref.split('/').pop()], ...value, $ref: undefined });
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined).map(([key, part]) => [key, whole(part)]));
};
const properties = manifest.contributes.configuration.properties;
for (const [key, value] of Object.entries(schema.properties)) {
  // When a run of the command line fails is nothing that an editor asks.
  if (key === 'fail-on') continue;
  properties[`casenote.${key}`] = { ...whole(value), default: undefined, scope: 'resource' };
}
fs.writeFileSync(file, JSON.stringify(manifest, null, 2) + '\n');
