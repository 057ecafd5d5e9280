package io.github.realtimekit.activesession.internal.http;

import java.io.IOException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * When a call is retried, and after which backoff.
 *
 * <table>
 * <caption>What is retried</caption>
 * <tr><th></th><th>get, find, kick, kickAll</th><th>createPoll</th></tr>
 * <tr><td>no connection, request refused over HTTP/2</td><td>yes</td><td>yes</td></tr>
 * <tr><td>429</td><td>yes</td><td>yes</td></tr>
 * <tr><td>connection lost, attempt timed out</td><td>yes</td><td>no: the poll may exist</td></tr>
 * <tr><td>408, 5xx</td><td>yes</td><td>no: the poll may exist</td></tr>
 * <tr><td>untrusted certificate, no token, an interceptor's RuntimeException</td><td>no</td><td>no</td></tr>
 * <tr><td>any other response</td><td>no</td><td>no</td></tr>
 * </table>
 */
public final class RetryPolicy {
    private static final long FIRST_BACKOFF_MILLIS = 500;
    private static final long LONGEST_BACKOFF_MILLIS = 8_000;
    private static final double JITTER = 0.25;

    private RetryPolicy() {}

    /** Whether this status leaves it unclear if the request was processed. */
    public static boolean isAmbiguous(int status) {
        return status == 408 || status >= 500;
    }

    /**
     * Whether another attempt could have a different result.
     *
     * @param repeatable whether to send the request again when it is unclear whether it was processed
     */
    static boolean mayRetry(Attempt attempt, boolean repeatable) {
        if (!repeatable && attempt.mayHaveBeenProcessed()) {
            return false;
        }
        Optional<HttpResponse> response = attempt.response();
        if (response.isPresent()) {
            int status = response.get().status();
            return status == 429 || isAmbiguous(status);
        }
        return !attempt.hasNoToken() && isTransient(attempt.problem());
    }

    /** Whether the network or a lack of threads was to blame, not a certificate or a mistake in an interceptor. */
    private static boolean isTransient(Throwable problem) {
        return !isUntrusted(problem) && (problem instanceof IOException || problem instanceof OutOfMemoryError);
    }

    /** Whether the server's certificate is not trusted, which another attempt would not change. */
    static boolean isUntrusted(@Nullable Throwable problem) {
        boolean untrusted = false;
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertPathValidatorException path && isUndetermined(path)) {
                return false; // a network problem: the revocation status could not be determined
            }
            untrusted |= cause instanceof CertificateException
                    || cause instanceof CertPathValidatorException
                    || cause instanceof SSLPeerUnverifiedException;
        }
        return untrusted;
    }

    private static boolean isUndetermined(CertPathValidatorException problem) {
        return problem.getReason() == CertPathValidatorException.BasicReason.UNDETERMINED_REVOCATION_STATUS;
    }

    /**
     * Whether HTTP/2 guarantees that the request was not processed (RFC 9113, 8.7): the stream was refused, or the
     * connection was shut down before the request. OkHttp 5 does not export these classes, so they are recognized by
     * name.
     */
    static boolean isRefusedUnprocessed(IOException e) {
        String type = e.getClass().getName();
        if (type.equals("okhttp3.internal.http2.ConnectionShutdownException")) {
            return true;
        }
        return type.equals("okhttp3.internal.http2.StreamResetException")
                && String.valueOf(e.getMessage()).endsWith("REFUSED_STREAM");
    }

    /** 0.5 s doubling to 8 s, minus up to 25% jitter. */
    static Duration backoff(int attempt, double jitter) {
        long full = Math.min(LONGEST_BACKOFF_MILLIS, FIRST_BACKOFF_MILLIS << Math.min(attempt - 1, 10));
        return Duration.ofNanos((long) (full * 1_000_000 * (1 - JITTER * jitter)));
    }
}
