package consumer;

import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.exceptions.InvalidTokenException;
import net.dv8tion.jda.api.requests.RestConfig;

final class JDA implements Neighbour {
    @Override
    public void mustBeRefused(String address) {
        JDABuilder bot =
                JDABuilder.createLight("a-token").setRestConfig(new RestConfig().setBaseUrl(address + "/api/v10/"));
        try {
            bot.build();
        } catch (InvalidTokenException refused) {
            return;
        }
        throw new AssertionError("JDA was not refused");
    }
}
