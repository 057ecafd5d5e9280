package io.github.realtimekit.activesession.soak;

import io.github.realtimekit.activesession.faults.FaultServer.Connection;
import io.github.realtimekit.activesession.faults.FaultServer.Reaction;
import io.github.realtimekit.activesession.faults.FaultServer.Request;
import io.github.realtimekit.activesession.faults.Reactions;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Success three times out of four, and otherwise a fault that a seed decides. */
final class RandomFaults implements Reaction {
    private static final String NOW = "Retry-After: 0";
    /** They say that the request was not carried out: it may come again. */
    private static final List<Reaction> REFUSALS =
            List.of(Reactions.answer(429, "", NOW), Reactions.answer(429, "", "Retry-After: 3600"));

    private static final List<Reaction> FAULTS = List.of(
            Reactions.hangUp(),
            Reactions.reset(),
            Reactions.breakOff(),
            Reactions.silence(),
            Reactions.drip(),
            Reactions.answer(408, "", NOW),
            Reactions.answer(500, "<html>sorry</html>", NOW),
            Reactions.answer(502, ""),
            Reactions.answer(503, "", NOW),
            Reactions.answer(
                    404, "{\"success\":false,\"error\":{\"code\":404,\"message\":\"No active session found\"}}"),
            Reactions.answer(401, "{\"message\":\"Unauthorized\"}"),
            Reactions.answer(302, "", "Location: https://elsewhere.example/"),
            Reactions.answer(200, "{\"success\":true,\"data\":"),
            Reactions.answer(200, "{\"success\":false}"),
            Reactions.raw("not HTTP at all\r\n\r\n"));

    private final Random random;
    private final Consumer<Request> seen;

    RandomFaults(long seed, Consumer<Request> seen) {
        this.random = new Random(seed);
        this.seen = seen;
    }

    @Override
    public void to(Connection connection) throws IOException {
        Reaction reaction = next();
        if (!REFUSALS.contains(reaction)) {
            seen.accept(connection.request());
        }
        reaction.to(connection);
    }

    private synchronized Reaction next() {
        if (random.nextInt(4) > 0) {
            return Reactions.success();
        }
        List<Reaction> bad = random.nextInt(8) == 0 ? REFUSALS : FAULTS;
        return bad.get(random.nextInt(bad.size()));
    }
}
