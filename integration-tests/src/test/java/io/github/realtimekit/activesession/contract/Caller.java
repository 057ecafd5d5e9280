package io.github.realtimekit.activesession.contract;

import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.AsyncActiveSessionClient;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** How an operation is called. Every case runs with each, and has to come out the same. */
enum Caller {
    BLOCKING {
        @Override
        <T> T call(
                ActiveSessionClient client,
                Function<ActiveSessionClient, T> blocking,
                Function<AsyncActiveSessionClient, CompletableFuture<T>> async) {
            return blocking.apply(client);
        }
    },
    ASYNC {
        @Override
        <T> T call(
                ActiveSessionClient client,
                Function<ActiveSessionClient, T> blocking,
                Function<AsyncActiveSessionClient, CompletableFuture<T>> async) {
            try {
                return async.apply(client.async())
                        .orTimeout(60, TimeUnit.SECONDS)
                        .join();
            } catch (CompletionException e) {
                if (e.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                throw e;
            }
        }
    };

    abstract <T> T call(
            ActiveSessionClient client,
            Function<ActiveSessionClient, T> blocking,
            Function<AsyncActiveSessionClient, CompletableFuture<T>> async);
}
