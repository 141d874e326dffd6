// The least that a Lambda function which makes change can do: the floor with which the benchmark compares every start. It receives
// events of an HTTP API (payload format 2.0) from the Runtime API, reads the amount in the body, and responds with the fewest US
// coins. It allocates nothing, formats no output, and reads bytes only once where possible.
#include <arpa/inet.h>
#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
  LARGEST_EVENT = 6 * 1024 * 1024 + 64 * 1024,  // Lambda's payload limit, plus the overhead of an HTTP API
  LARGEST_ANSWER = 1024,
  LARGEST_ID = 128,
};

static char input[LARGEST_EVENT];
static char output[LARGEST_ANSWER];

// A piece of the input.
struct text {
  const char *at;
  const char *end;
};

_Noreturn static void fail(const char *what) {
  // If this fails too, there is nothing else to do.
  (void)!write(STDERR_FILENO, what, strlen(what));
  (void)!write(STDERR_FILENO, "\n", 1);
  exit(1);
}

// ---- JSON

static void skip_space(struct text *json) {
  while (json->at < json->end && strchr(" \t\r\n", *json->at) && *json->at) json->at++;
}

// Consumes a character that must be next.
static bool take(struct text *json, char expected) {
  skip_space(json);
  if (json->at == json->end || *json->at != expected) return false;
  json->at++;
  return true;
}

// Consumes a string; its contents are not decoded.
static bool take_string(struct text *json, struct text *content) {
  if (!take(json, '"')) return false;
  content->at = json->at;
  for (; json->at < json->end; json->at++) {
    if (*json->at == '"') {
      content->end = json->at++;
      return true;
    }
    if (*json->at == '\\') json->at++;
  }
  return false;
}

// Consumes any value, including complete objects and arrays.
static bool take_value(struct text *json, struct text *value) {
  int depth = 0;
  skip_space(json);
  value->at = json->at;
  do {
    skip_space(json);
    if (json->at == json->end) return false;
    struct text ignored;
    switch (*json->at) {
      case '"':
        if (!take_string(json, &ignored)) return false;
        break;
      case '{': case '[': depth++; json->at++; break;
      case '}': case ']': depth--; json->at++; break;
      case ',': case ':':
        if (depth == 0) return false;
        json->at++;
        break;
      case 0:
        return false;
      default:
        while (json->at < json->end && !strchr(",:{}[]\" \t\r\n", *json->at)) json->at++;
    }
  } while (depth > 0);
  value->end = json->at;
  return depth == 0 && value->at < value->end;
}

// The value of a member of an object.
static bool member(struct text json, const char *name, struct text *value) {
  struct text key;
  if (!take(&json, '{')) return false;
  do {
    if (!take_string(&json, &key) || !take(&json, ':') || !take_value(&json, value)) return false;
    size_t length = (size_t)(key.end - key.at);
    if (length == strlen(name) && memcmp(key.at, name, length) == 0) return true;
  } while (take(&json, ','));
  return false;
}

// The character of an escape like \u0022, after its u; a question mark if it is not ASCII, because no amount contains others.
static char take_code(struct text *content) {
  unsigned code = 0;
  for (int digit = 0; digit < 4 && content->at < content->end; digit++) {
    char each = *content->at++;
    code = code * 16 + (unsigned)(each <= '9' ? each - '0' : (each | 0x20) - 'a' + 10);
  }
  return code < 0x80 ? (char)code : '?';
}

// Decodes a string in place.
static bool unescape(struct text *value) {
  struct text content;
  if (!take_string(value, &content)) return false;
  char *to = input + (content.at - input);
  value->at = to;
  while (content.at < content.end) {
    char each = *content.at++;
    if (each == '\\') {
      each = *content.at++;
      if (each == 'u') {
        each = take_code(&content);
      } else if (strchr("bfnrt", each)) {
        each = ' ';
      }
    }
    *to++ = each;
  }
  value->end = to;
  return true;
}

// ---- change

// An amount in dollars, as a string or a number, converted to cents.
static bool cents_of(struct text amount, uint64_t *cents) {
  if (amount.at < amount.end && *amount.at == '"' && !unescape(&amount)) return false;
  int digits = 0, decimals = -1;
  *cents = 0;
  for (; amount.at < amount.end; amount.at++) {
    if (*amount.at == '.' && decimals < 0 && digits > 0) {
      decimals = 0;
    } else if (*amount.at >= '0' && *amount.at <= '9' && digits < 16 && decimals < 2) {
      *cents = *cents * 10 + (uint64_t)(*amount.at - '0');
      digits++;
      if (decimals >= 0) decimals++;
    } else {
      return false;
    }
  }
  if (digits == 0 || decimals == 0) return false;
  for (int missing = 2 - (decimals < 0 ? 0 : decimals); missing > 0; missing--) *cents *= 10;
  return true;
}

static char *append(char *to, const char *text) {
  size_t length = strlen(text);
  memcpy(to, text, length);
  return to + length;
}

static char *append_number(char *to, uint64_t number) {
  char digits[20];
  int count = 0;
  do digits[count++] = (char)('0' + number % 10);
  while (number /= 10);
  while (count > 0) *to++ = digits[--count];
  return to;
}

// The function's response to an event, in the buffer for it.
static size_t answer(struct text event, char *room) {
  static const struct { uint64_t value; const char *name; } coins[] = {
      {25, "quarters"}, {10, "dimes"}, {5, "nickels"}, {1, "pennies"}};
  struct text body, amount;
  uint64_t cents;
  char *to = room;
  if (!member(event, "body", &body) || !unescape(&body) || !member(body, "amount", &amount) || !cents_of(amount, &cents)) {
    to = append(to, "{\"statusCode\":400,\"headers\":{\"content-type\":\"application/problem+json\"},\"body\":"
                    "\"{\\\"status\\\":400,\\\"detail\\\":\\\"Send an object like {\\\\\\\"amount\\\\\\\":\\\\\\\"1.89\\\\\\\"}.\\\"}\"}");
    return (size_t)(to - room);
  }
  to = append(to, "{\"statusCode\":200,\"headers\":{\"content-type\":\"application/json\"},\"body\":\"{\\\"res\\\":[");
  const char *separator = "";
  for (size_t i = 0; i < sizeof coins / sizeof *coins; i++) {
    if (cents < coins[i].value) continue;
    to = append(to, separator);
    to = append(to, "{\\\"");
    to = append_number(to, cents / coins[i].value);
    to = append(to, "\\\":\\\"");
    to = append(to, coins[i].name);
    to = append(to, "\\\"}");
    cents %= coins[i].value;
    separator = ",";
  }
  to = append(to, "]}\"}");
  return (size_t)(to - room);
}

// ---- the Runtime API

// Connects to an address such as 127.0.0.1:9001.
static int connect_to(const char *address) {
  char host[INET_ADDRSTRLEN];
  const char *colon = strchr(address, ':');
  if (!colon || (size_t)(colon - address) >= sizeof host) fail("AWS_LAMBDA_RUNTIME_API must be an address and a port, like 127.0.0.1:9001");
  memcpy(host, address, (size_t)(colon - address));
  host[colon - address] = 0;
  struct sockaddr_in server = {.sin_family = AF_INET, .sin_port = htons((uint16_t)atoi(colon + 1))};
  int connection = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (connection < 0 || inet_pton(AF_INET, host, &server.sin_addr) != 1 ||
      connect(connection, (struct sockaddr *)&server, sizeof server) != 0)
    fail("the Runtime API can't be reached at AWS_LAMBDA_RUNTIME_API");
  return connection;
}

static void send_all(int connection, const char *from, size_t length) {
  while (length > 0) {
    ssize_t sent = send(connection, from, length, MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent < 0) fail("the Runtime API closed the connection");
    from += sent;
    length -= (size_t)sent;
  }
}

static void receive(int connection, size_t *length) {
  if (*length == sizeof input - 1) fail("the event is larger than Lambda's limit");
  ssize_t received;
  do received = recv(connection, input + *length, sizeof input - 1 - *length, 0);
  while (received < 0 && errno == EINTR);
  if (received <= 0) fail("the Runtime API closed the connection");
  *length += (size_t)received;
  input[*length] = 0;
}

// The value of a header, up to the end of its line. The name includes the colon.
static const char *header(const char *name) {
  size_t length = strlen(name);
  for (const char *line = strstr(input, "\r\n"); line; line = strstr(line + 2, "\r\n")) {
    if (strncasecmp(line + 2, name, length) == 0) {
      const char *value = line + 2 + length;
      while (*value == ' ') value++;
      return value;
    }
  }
  return NULL;
}

// Reads a response into the input.
static struct text read_answer(int connection) {
  size_t length = 0;
  char *blank;
  input[0] = 0;
  do receive(connection, &length);
  while (!(blank = strstr(input, "\r\n\r\n")));
  blank[2] = 0;  // Headers are searched only before it.
  const char *size = header("content-length:");
  size_t head = (size_t)(blank + 4 - input), body = size ? strtoul(size, NULL, 10) : 0;
  if (body > sizeof input - 1 - head) fail("the event is larger than Lambda's limit");
  while (length < head + body) receive(connection, &length);
  return (struct text){input + head, input + head + body};
}

int main(void) {
  static const char next[] = "GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\nHost: runtime\r\n\r\n";
  const char *address = getenv("AWS_LAMBDA_RUNTIME_API");
  if (!address) fail("AWS_LAMBDA_RUNTIME_API is not set: Lambda starts this program");
  int connection = connect_to(address);
  for (;;) {
    send_all(connection, next, sizeof next - 1);
    struct text event = read_answer(connection);
    char id[LARGEST_ID], content[LARGEST_ANSWER / 2];
    const char *given = header("lambda-runtime-aws-request-id:");
    size_t id_length = given ? strcspn(given, "\r\n") : 0;
    if (id_length == 0 || id_length >= sizeof id) fail("the Runtime API gave an event without an id");
    memcpy(id, given, id_length);
    id[id_length] = 0;
    size_t content_length = answer(event, content);

    char *to = append(output, "POST /2018-06-01/runtime/invocation/");
    to = append(to, id);
    to = append(to, "/response HTTP/1.1\r\nHost: runtime\r\nContent-Length: ");
    to = append_number(to, content_length);
    to = append(to, "\r\n\r\n");
    memcpy(to, content, content_length);
    send_all(connection, output, (size_t)(to - output) + content_length);
    read_answer(connection);
  }
}
