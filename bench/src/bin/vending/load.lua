-- What wrk sends. Arguments: the file of bodies' middles, one a line, what stands before and after
-- each of them, the target header, and "drawn" for uniform draws or "once" for each line once.
-- It prints one line of JSON, which the benchmark reads.
local worker
function setup(thread) worker = thread end

local lines, count, at, before, after, mode
exhausted = 0

function init(arguments)
  lines, count, at = {}, 0, 0
  for line in io.lines(arguments[1]) do
    count = count + 1
    lines[count] = line
  end
  before, after, mode = arguments[2], arguments[3], arguments[5]
  math.randomseed(os.time())
  head = "POST / HTTP/1.1\r\nHost: " .. wrk.host .. ":" .. wrk.port
    .. "\r\nContent-Type: application/x-amz-json-1.1\r\nX-Amz-Target: " .. arguments[4]
    .. "\r\nContent-Length: "
end

function request()
  if mode == "once" then
    at = at + 1
    if at > count then
      exhausted, at = 1, 1
    end
  else
    at = math.random(count)
  end
  local body = before .. lines[at] .. after
  return head .. #body .. "\r\n\r\n" .. body
end

function done(summary, latency)
  local errors = summary.errors
  print(string.format(
    '{"requests":%d,"microseconds":%d,"failed":%d,"median":%d,"p99":%d,"exhausted":%d}',
    summary.requests, summary.duration,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout,
    latency:percentile(50), latency:percentile(99), worker:get("exhausted")))
end
