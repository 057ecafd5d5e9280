package consumer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.okhttp3.DefaultOkHttpObservationConvention;
import io.micrometer.core.instrument.binder.okhttp3.OkHttpContext;
import io.micrometer.core.instrument.binder.okhttp3.OkHttpMetricsEventListener;
import io.micrometer.core.instrument.binder.okhttp3.OkHttpObservationInterceptor;
import io.micrometer.observation.ObservationRegistry;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.List;
import javax.net.ssl.X509TrustManager;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/** What OkHttp does below the client. */
final class Transports {
    private Transports() {}

    /** A span and a timer for each attempt: interceptors and listeners see the retries one by one. */
    static OkHttpClient observed(ObservationRegistry spans, MeterRegistry meters) {
        return new OkHttpClient.Builder()
                .addInterceptor(OkHttpObservationInterceptor.builder(spans, "realtimekit.attempt")
                        .uriMapper(Transports::operation)
                        .observationConvention(new DefaultOkHttpObservationConvention("realtimekit.attempt") {
                            @Override
                            public String getContextualName(OkHttpContext context) { // the name of the span
                                return "realtimekit " + operation(context.getOriginalRequest());
                            }
                        })
                        .build())
                .eventListener(OkHttpMetricsEventListener.builder(meters, "realtimekit.requests")
                        .uriMapper(Transports::operation)
                        .build())
                .build();
    }

    /** The end of the path, without an id: {@code active-session}, {@code kick}, {@code kick-all}, {@code poll}. */
    private static String operation(Request request) {
        List<String> path = request.url().pathSegments();
        return path.get(path.size() - 1);
    }

    static OkHttpClient throughProxy(String host, int port) {
        return new OkHttpClient.Builder()
                .proxy(new Proxy(Proxy.Type.HTTP, new InetSocketAddress(host, port)))
                .build();
    }

    static OkHttpClient throughProxy(String host, int port, String user, String password) {
        return throughProxy(host, port)
                .newBuilder()
                .proxyAuthenticator((route, response) -> response.request().header("Proxy-Authorization") != null
                        ? null // the password was refused
                        : response.request()
                                .newBuilder()
                                .header("Proxy-Authorization", Credentials.basic(user, password))
                                .build())
                .build();
    }

    /** Trusts what the SSL bundle {@code realtimekit} of Spring Boot's configuration trusts. */
    static OkHttpClient trusting(SslBundles bundles) {
        SslBundle bundle = bundles.getBundle("realtimekit");
        X509TrustManager trusted = (X509TrustManager) bundle.getManagers().getTrustManagers()[0];
        return new OkHttpClient.Builder()
                .sslSocketFactory(bundle.createSslContext().getSocketFactory(), trusted)
                .build();
    }
}
