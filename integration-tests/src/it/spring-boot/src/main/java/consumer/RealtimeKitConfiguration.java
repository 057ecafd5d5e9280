package consumer;

import io.github.realtimekit.activesession.ActiveSessionClient;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
@EnableConfigurationProperties(RealtimeKitProperties.class)
public class RealtimeKitConfiguration {
    @Bean // Spring closes it with the context
    ActiveSessionClient activeSessionClient(RealtimeKitProperties properties) {
        return ActiveSessionClient.builder()
                .apiToken(properties.apiToken())
                .accountId(properties.accountId())
                .appId(properties.appId())
                .baseUrl(properties.baseUrl())
                .timeout(properties.timeout())
                .build();
    }
}
