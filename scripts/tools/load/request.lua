wrk.method = os.getenv("METHOD")
if os.getenv("BODY") ~= "" then
  wrk.body = os.getenv("BODY")
  wrk.headers["Content-Type"] = "application/json"
end

local threads = {}
function setup(thread) table.insert(threads, thread) end
function init() statuses = {} end
function response(status) statuses[status] = (statuses[status] or 0) + 1 end
function done(_, _, _)
  for _, thread in ipairs(threads) do
    for status, count in pairs(thread:get("statuses")) do print("status", status, count) end
  end
end
