/*
 * Random bytes for a static program, from the kernel.
 *
 * System.Text.Json links .NET's RandomNumberGenerator, which uses OpenSSL, which a static program can't load: it would crash on a
 * machine with a different C library. These functions replace those that RandomNumberGenerator calls in
 * libSystem.Security.Cryptography.Native.OpenSsl.a. Any other cryptography in a function requires OpenSSL, and scripts/build
 * rejects it.
 */
#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <sys/random.h>

int32_t CryptoNative_EnsureOpenSslInitialized(void);
int32_t CryptoNative_GetRandomBytes(uint8_t *bytes, int32_t count);
int32_t CryptoNative_GetMaxMdSize(void);
uint64_t CryptoNative_ErrGetExceptionError(int32_t *out_of_memory);
void CryptoNative_ErrErrorStringN(uint64_t error, char *text, int32_t size);

/* 0 is success. */
int32_t CryptoNative_EnsureOpenSslInitialized(void) { return 0; }

/* 1 is success. */
int32_t CryptoNative_GetRandomBytes(uint8_t *bytes, int32_t count)
{
    for (int32_t done = 0; done < count;) {
        ssize_t got = getrandom(bytes + done, (size_t)(count - done), 0);
        if (got < 0 && errno != EINTR)
            return 0;
        done += got < 0 ? 0 : (int32_t)got;
    }
    return 1;
}

/* OpenSSL's EVP_MAX_MD_SIZE, in bytes. */
int32_t CryptoNative_GetMaxMdSize(void) { return 64; }

uint64_t CryptoNative_ErrGetExceptionError(int32_t *out_of_memory)
{
    *out_of_memory = 0;
    return 0;
}

void CryptoNative_ErrErrorStringN(uint64_t error, char *text, int32_t size)
{
    (void)error;
    if (size > 0) {
        strncpy(text, "the kernel gave no random bytes", (size_t)size - 1);
        text[size - 1] = '\0';
    }
}
