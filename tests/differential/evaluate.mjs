// Answers cases with the independent evaluator: one case per line as JSON on standard input, one
// answer per line on standard output, in the same order. An answer is A, E or I (allowed, explicit
// deny, implicit deny), or `!` and what was thrown.
//
// The evaluator's public entries either drop context keys that an action is not documented to have
// or leave out session policies, so its core is imported by its place.

import { loadPolicy } from '@cloud-copilot/iam-policy'

const core = new URL('./node_modules/@cloud-copilot/iam-simulate/dist/esm/', import.meta.url)
const { authorize } = await import(new URL('core_engine/CoreSimulatorEngine.js', core))
const { AwsRequestImpl } = await import(new URL('request/request.js', core))
const constraints = await import(new URL('context_keys/discoveryContextKeyConstraints.js', core))
const { RequestContextImpl } = await import(new URL('requestContext.js', core))

const FAILURE_CHARACTERS_MAX = 200
const LETTERS = { Allowed: 'A', ExplicitlyDenied: 'E', ImplicitlyDenied: 'I' }
const simulationParameters = {
  simulationMode: 'Strict',
  discoveryContextKeyConstraints: new constraints.DiscoveryContextKeyConstraints([])
}

function load(policy, at) {
  return loadPolicy(policy, { name: String(at) })
}

function decide(line) {
  const asked = JSON.parse(line)
  const resource = { resource: asked.resource, accountId: asked.account }
  const context = new RequestContextImpl(asked.context)
  const withoutResource = asked.resource === '*'
  const request = new AwsRequestImpl(asked.principal, resource, asked.action, context, withoutResource)
  const { result } = authorize({
    request,
    identityPolicies: asked.identity.map(load),
    permissionBoundaries: asked.boundary ? [load(asked.boundary)] : undefined,
    sessionPolicy: asked.session ? load(asked.session) : undefined,
    resourcePolicy: asked.resourcePolicy ? load(asked.resourcePolicy) : undefined,
    serviceControlPolicies: [],
    resourceControlPolicies: [],
    vpcEndpointPolicies: undefined,
    simulationParameters,
    serviceSettings: {}
  })
  return LETTERS[result] ?? `!${result}`
}

function answer(line) {
  try {
    return decide(line)
  } catch (error) {
    return `!${String(error).replaceAll('\n', ' ').slice(0, FAILURE_CHARACTERS_MAX)}`
  }
}

let rest = ''
process.stdin.setEncoding('utf8')
for await (const chunk of process.stdin) {
  const lines = (rest + chunk).split('\n')
  rest = lines.pop()
  if (lines.length > 0) {
    process.stdout.write(lines.map((line) => `${answer(line)}\n`).join(''))
  }
}
