package io.github.realtimekit.activesession.faults;

import io.github.realtimekit.activesession.ActiveSessionClient;
import java.time.Duration;
import java.util.List;
import okhttp3.OkHttpClient;
import okhttp3.mockwebserver.MockResponse;

/** How a service is reached. */
public enum Way {
    OWN_HTTP_1,
    OWN_HTTP_2,
    SUPPLIED_HTTP_1,
    SUPPLIED_HTTP_2;

    static final List<Way> OWN = List.of(OWN_HTTP_1, OWN_HTTP_2);

    public boolean isHttp2() {
        return this == OWN_HTTP_2 || this == SUPPLIED_HTTP_2;
    }

    public Service service(MockResponse... script) {
        return isHttp2() ? Service.http2(script) : Service.http1(script);
    }

    /** A client that does not ping and may take long to connect. */
    ActiveSessionClient.Builder patientClient(String url) {
        return OWN.contains(this)
                ? Service.patientClient(url)
                : Service.client(url).httpClient(patient());
    }

    /** Pings so rarely that no test sees one. Without an interval, the library would set its own. */
    private static OkHttpClient patient() {
        return new OkHttpClient.Builder()
                .connectTimeout(Service.PATIENCE)
                .pingInterval(Duration.ofHours(1))
                .build();
    }

    public ActiveSessionClient.Builder client(Service service) {
        return OWN.contains(this) ? service.client() : service.client().httpClient(new OkHttpClient());
    }
}
