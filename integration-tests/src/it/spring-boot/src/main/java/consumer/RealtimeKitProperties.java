package consumer;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

@ConfigurationProperties("realtimekit")
public record RealtimeKitProperties(
        String apiToken,
        String accountId,
        String appId,

        @DefaultValue("https://api.cloudflare.com/client/v4")
        String baseUrl,

        @DefaultValue("60s") Duration timeout) {
    @Override
    public String toString() {
        return "RealtimeKitProperties[appId=" + appId + "]"; // a record would print the token
    }
}
