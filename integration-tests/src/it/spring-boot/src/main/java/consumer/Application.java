package consumer;

import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.NewPoll;
import io.github.realtimekit.activesession.Participants;
import java.util.stream.Stream;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;

@SpringBootApplication
@EnableScheduling
public class Application {
    public static void main(String[] args) {
        SpringApplication.run(Application.class, args).close();
    }

    @Bean
    ForgottenSessions forgottenSessions(ActiveSessionClient client) {
        return new ForgottenSessions(client, () -> Stream.of("weekly", "monthly"));
    }

    /** Calls all operations from the finished jar, and runs the nightly jobs. */
    @Bean
    @ConditionalOnProperty("walk")
    ApplicationRunner walk(ActiveSessionClient client, ForgottenSessions forgotten) {
        return arguments -> {
            client.get("weekly").startedAt();
            client.createPoll("weekly", NewPoll.of("Ship it?", "Yes", "No"))
                    .poll()
                    .id();
            client.kick("weekly", Participants.withIds("a"))
                    .participants()
                    .get(0)
                    .createdAt();
            forgotten.end();
            if (client.find("weekly").isPresent()) {
                throw new AssertionError("the session should have ended");
            }
        };
    }
}
