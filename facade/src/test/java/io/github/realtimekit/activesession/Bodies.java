package io.github.realtimekit.activesession;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.ForwardingSource;
import okio.Okio;

/** Responses during which something else happens. */
final class Bodies {
    private Bodies() {}

    static Response afterTheLastByte(Interceptor.Chain chain, Runnable event) throws IOException {
        return with(chain, event, () -> {});
    }

    /** Runs the event when the response is complete. */
    static Response onClose(Interceptor.Chain chain, Runnable event) throws IOException {
        return with(chain, () -> {}, event);
    }

    private static Response with(Interceptor.Chain chain, Runnable afterTheLastByte, Runnable onClose)
            throws IOException {
        Response response = chain.proceed(chain.request());
        BufferedSource body = Okio.buffer(new ForwardingSource(response.body().source()) {
            @Override
            public long read(Buffer sink, long byteCount) throws IOException {
                long count = super.read(sink, byteCount);
                if (count < 0) {
                    afterTheLastByte.run();
                }
                return count;
            }

            @Override
            public void close() throws IOException {
                super.close();
                onClose.run();
            }
        });
        return response.newBuilder().body(ResponseBody.create(body, null, -1)).build();
    }
}
