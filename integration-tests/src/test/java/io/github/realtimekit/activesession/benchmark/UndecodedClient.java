package io.github.realtimekit.activesession.benchmark;

import java.io.IOException;
import okhttp3.Response;

/** The floor: the same calls by hand, and nothing made of the bytes of a response. */
final class UndecodedClient extends HandWrittenClient {
    UndecodedClient(String baseUrl) {
        super(baseUrl);
    }

    @Override
    long session(Response response) throws IOException {
        return response.body().bytes().length;
    }

    @Override
    long kicked(Response response) throws IOException {
        return response.body().bytes().length;
    }
}
