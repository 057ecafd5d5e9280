package io.github.realtimekit.activesession;

import io.github.realtimekit.activesession.generated.model.ActiveSessionResponseJson;
import io.github.realtimekit.activesession.generated.model.CreatePollResponseJson;
import io.github.realtimekit.activesession.generated.model.KickAllResponseJson;
import io.github.realtimekit.activesession.generated.model.KickResponseJson;
import io.github.realtimekit.activesession.internal.Text;
import io.github.realtimekit.activesession.internal.http.HttpCall;
import io.github.realtimekit.activesession.internal.http.HttpResponse;
import io.github.realtimekit.activesession.internal.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An operation on a meeting: whether it may be repeated, how messages describe it, and how to read the result of a
 * call.
 *
 * @param name the name in the log
 * @param repeatable whether to send it again when it is unclear whether it was processed; a poll would be created twice
 * @param description the beginning of a message
 * @param ifProcessed the end of a message if the request may have been processed; may be empty
 * @param reader reads the value from the text of a 2xx response; returns null if there is none
 */
record Operation<T>(
        String name,
        boolean repeatable,
        String description,
        String ifProcessed,
        BiFunction<String, Fields, @Nullable T> reader) {

    static final Operation<ActiveSession> GET = new Operation<>(
            "get",
            true,
            "get the active session of meeting",
            "",
            reader(
                    ActiveSessionResponseJson.class,
                    ActiveSessionResponseJson::getSuccess,
                    ActiveSessionResponseJson::getData,
                    ActiveSession::new));

    static final Operation<KickResult> KICK = new Operation<>(
            "kick",
            true,
            "kick participants of meeting",
            "; the participants may have been kicked",
            reader(KickResponseJson.class, KickResponseJson::getSuccess, KickResponseJson::getData, KickResult::new));

    static final Operation<KickAllResult> KICK_ALL = new Operation<>(
            "kickAll",
            true,
            "kick all participants of meeting",
            "; all participants may have been kicked",
            reader(
                    KickAllResponseJson.class,
                    KickAllResponseJson::getSuccess,
                    KickAllResponseJson::getData,
                    KickAllResult::new));

    static final Operation<CreatePollResult> CREATE_POLL = new Operation<>(
            "createPoll",
            false,
            "create a poll in meeting",
            "; the poll may exist: check the meeting before posting it again",
            reader(
                    CreatePollResponseJson.class,
                    CreatePollResponseJson::getSuccess,
                    CreatePollResponseJson::getData,
                    CreatePollResult::new));

    private static <E, D, T> BiFunction<String, Fields, @Nullable T> reader(
            Class<E> type, Function<E, ?> success, Function<E, D> data, BiFunction<D, Fields, T> value) {
        return (text, fields) -> {
            E envelope = Json.decode(type, text, "");
            if (envelope == null || Boolean.FALSE.equals(success.apply(envelope))) {
                return null;
            }
            D json = data.apply(envelope);
            return json == null ? null : value.apply(json, fields);
        };
    }

    /** The value of a result, or empty if RealtimeKit reports that there is none. */
    Optional<T> find(String meetingId, HttpCall.Result result) {
        try {
            return Optional.of(read(meetingId, result));
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    /** The value of a result, or an exception. */
    T read(String meetingId, HttpCall.Result result) {
        if (result.response().isEmpty()) {
            throw noResponse(meetingId, result);
        }
        HttpResponse received = result.response().get();
        ApiResponse response = new ApiResponse(received, result.attempts());
        if (!received.isSuccess()) {
            throw refusal(meetingId, result, response, bodyOf(received, result.token()));
        }

        Fields.Origin origin = new Fields.Origin(() -> subject(meetingId), ifProcessed, response);
        if (received.tooLong()) {
            throw unreadable(meetingId, result, origin, "it is larger than 16 MiB");
        }
        T value;
        try {
            value = reader.apply(received.body(), Fields.data(origin));
        } catch (Json.NotReadable e) {
            throw unreadable(meetingId, result, origin, String.valueOf(e.getMessage()));
        }
        if (value == null) {
            throw unreadable(meetingId, result, origin, "data is missing");
        }
        return value;
    }

    /** For a 2xx without a value: it reports a failure, is broken, or does not come from the API. */
    private RealtimeKitException unreadable(
            String meetingId, HttpCall.Result result, Fields.Origin origin, String problem) {
        ApiResponse response = origin.response();
        ErrorBody body = ErrorBody.of(response.body(), result.token());
        if (body.deniesSuccess()) {
            return refusal(meetingId, result, response, body);
        }
        if (body.isEnvelope()) {
            return origin.unreadable(problem);
        }
        // A proxy may have answered in place of the API.
        String type = contentType(response, result.token());
        return origin.unreadable(problem, type, "; check the base URL and any proxy in between");
    }

    private static ErrorBody bodyOf(HttpResponse refusal, String token) {
        Optional<Exception> problem = refusal.problem();
        return problem.isPresent() ? ErrorBody.lost(problem.get(), token) : ErrorBody.of(refusal.body(), token);
    }

    private static String contentType(ApiResponse response, String token) {
        List<String> types = response.headers().getOrDefault("Content-Type", List.of());
        return types.isEmpty() ? "no content type" : Text.redact(types.get(0), token);
    }

    private TransportException noResponse(String meetingId, HttpCall.Result result) {
        String problem = Text.excerpt(Text.redact(result.problem(), result.token()));
        String message = subject(meetingId) + ": " + problem + " (" + Text.attempts(result.attempts()) + ")";
        boolean mayHaveBeenProcessed = result.requestMayHaveBeenProcessed();
        return new TransportException(
                mayHaveBeenProcessed ? message + ifProcessed : message,
                result.cause().orElse(null),
                result.attempts(),
                mayHaveBeenProcessed);
    }

    private ApiException refusal(String meetingId, HttpCall.Result result, ApiResponse response, ErrorBody body) {
        boolean mayHaveBeenProcessed = result.requestMayHaveBeenProcessed();
        String warning = mayHaveBeenProcessed ? ifProcessed : "";
        return new ErrorResponse(subject(meetingId), response, body, mayHaveBeenProcessed, warning).exception();
    }

    private String subject(String meetingId) {
        return description + " '" + Text.excerpt(meetingId) + "'";
    }
}
