-- Neovim as a client: nvim --clean --headless -S neovim.lua. Runs from 0.7 (no vim.lsp.start) to today's.
local function say(...) io.stdout:write(table.concat(vim.tbl_map(tostring, { ... }), " "), "\n") end
local function check(what, ok)
  if not ok then
    say("FAILED:", what)
    vim.cmd("cquit 1")
  end
end
local function clients() return (vim.lsp.get_clients or vim.lsp.get_active_clients)() end

vim.cmd("edit " .. os.getenv("CASENOTE_NOTE"))
local buf = vim.api.nvim_get_current_buf()
local config = { name = "casenote", cmd = { os.getenv("CASENOTE_LSP") }, root_dir = vim.fn.getcwd() }
local id
if vim.lsp.start then
  id = vim.lsp.start(config)
else
  id = vim.lsp.start_client(config)
  vim.lsp.buf_attach_client(buf, id)
end
local function labels()
  return vim.tbl_filter(function(d) return d.code == "respect/derogatory" end, vim.diagnostic.get(buf))
end
local function wait(count) return vim.wait(20000, function() return #labels() == count end, 20) end

check("two labels at the start", wait(2))
local client = vim.lsp.get_client_by_id(id)
local v = vim.version()
local pull = client.server_capabilities.diagnosticProvider ~= nil
say("neovim", v.major .. "." .. v.minor, client.offset_encoding, pull and "pull" or "push")
for _, d in ipairs(labels()) do
  local line = vim.api.nvim_buf_get_lines(buf, d.lnum, d.lnum + 1, false)[1]
  check("the words under the finding", line:sub(d.col + 1, d.end_col) == "hostile")
end

vim.api.nvim_buf_set_lines(buf, 0, 1, false, { "🙂🙂 All was well." })
check("one label after an edit", wait(1))

local d = labels()[1]
vim.api.nvim_win_set_cursor(0, { d.lnum + 1, d.col })
local params = vim.lsp.util.make_range_params(0, client.offset_encoding)
params.context = { diagnostics = {}, only = { "quickfix" } }
local answers = vim.lsp.buf_request_sync(buf, "textDocument/codeAction", params, 20000)
for _, answer in pairs(answers or {}) do
  vim.lsp.util.apply_workspace_edit(answer.result[1].edit, client.offset_encoding)
end
check("none after a quick fix", wait(0))
check("the fix stands in the line", not vim.api.nvim_buf_get_lines(buf, d.lnum, d.lnum + 1, false)[1]:find("hostile"))

local hover = vim.lsp.buf_request_sync(buf, "textDocument/hover", vim.lsp.util.make_position_params(0, client.offset_encoding), 20000)
check("hover is answered", hover ~= nil)
client.stop(client)
check("a clean end", vim.wait(10000, function() return #clients() == 0 end, 20))
say("passed")
vim.cmd("qa!")
