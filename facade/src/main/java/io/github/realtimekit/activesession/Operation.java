package io.github.realtimekit.activesession;

import io.github.realtimekit.activesession.generated.model.ActiveSessionResponseJson;
import io.github.realtimekit.activesession.generated.model.CreatePollResponseJson;
import io.github.realtimekit.activesession.generated.model.KickAllResponseJson;
import io.github.realtimekit.activesession.generated.model.KickResponseJson;
import io.github.realtimekit.activesession.internal.Text;
import io.github.realtimekit.activesession.internal.http.HttpCall;
import io.github.realtimekit.activesession.internal.http.HttpResponse;
import io.github.realtimekit.activesession.internal.json.Json;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * An operation on a meeting: whether it is idempotent, its words in messages, and what the result of a call means.
 *
 * @param name its name in the log
 * @param idempotent whether doing it twice has the same effect as doing it once
 * @param words the beginning of a message
 * @param ifProcessed the end of a message when the request may have been processed; may be empty
 * @param envelope reads the value from the text of a 2xx response; empty if there is none
 */
record Operation<T>(
        String name,
        boolean idempotent,
        String words,
        String ifProcessed,
        BiFunction<String, Fields, Optional<T>> envelope) {

    static final Operation<ActiveSession> GET = new Operation<>(
            "get",
            true,
            "get the active session of meeting",
            "",
            envelope(
                    ActiveSessionResponseJson.class,
                    ActiveSessionResponseJson::getSuccess,
                    ActiveSessionResponseJson::getData,
                    ActiveSession::new));

    static final Operation<KickResult> KICK = new Operation<>(
            "kick",
            true,
            "kick participants of meeting",
            "; the participants may have been kicked",
            envelope(KickResponseJson.class, KickResponseJson::getSuccess, KickResponseJson::getData, KickResult::new));

    static final Operation<KickAllResult> KICK_ALL = new Operation<>(
            "kickAll",
            true,
            "kick all participants of meeting",
            "; all participants may have been kicked",
            envelope(
                    KickAllResponseJson.class,
                    KickAllResponseJson::getSuccess,
                    KickAllResponseJson::getData,
                    KickAllResult::new));

    static final Operation<CreatePollResult> CREATE_POLL = new Operation<>(
            "createPoll",
            false,
            "create a poll in meeting",
            "; the poll may exist: look in the meeting before you post it again",
            envelope(
                    CreatePollResponseJson.class,
                    CreatePollResponseJson::getSuccess,
                    CreatePollResponseJson::getData,
                    CreatePollResult::new));

    private static <E, D, T> BiFunction<String, Fields, Optional<T>> envelope(
            Class<E> type, Function<E, ?> success, Function<E, D> data, BiFunction<D, Fields, T> value) {
        return (text, fields) -> Optional.ofNullable(Json.decode(type, text, ""))
                .filter(envelope -> !Boolean.FALSE.equals(success.apply(envelope)))
                .map(data)
                .map(json -> value.apply(json, fields));
    }

    /** The value of a result, or empty if RealtimeKit says that there is none. */
    Optional<T> find(String meetingId, HttpCall.Result result) {
        try {
            return Optional.of(read(meetingId, result));
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    /** The value of a result. Whatever else it means is thrown. */
    T read(String meetingId, HttpCall.Result result) {
        if (result.response().isEmpty()) {
            throw noResponse(meetingId, result);
        }
        HttpResponse received = result.response().get();
        ApiResponse response = new ApiResponse(received, result.attempts());
        String text = response.body();
        if (response.status() / 100 != 2) {
            throw refusal(meetingId, result, response, ErrorBody.of(text, result.token()));
        }
        Fields.Origin origin = new Fields.Origin(() -> subject(meetingId), ifProcessed, response);
        String problem = "it is larger than 16 MiB";
        if (!received.tooLong()) {
            try {
                Optional<T> value = envelope.apply(text, Fields.data(origin));
                if (value.isPresent()) {
                    return value.get();
                }
                problem = "data is missing";
            } catch (Json.NotReadable e) {
                problem = String.valueOf(e.getMessage());
            }
        }
        ErrorBody body = ErrorBody.of(text, result.token());
        if (body.deniesSuccess()) {
            throw refusal(meetingId, result, response, body);
        }
        if (body.isEnvelope()) {
            throw origin.unreadable(problem);
        }
        // Something between here and the API may have answered, in which case nothing was forwarded.
        String sent = received.headers().get("Content-Type");
        String type = sent == null ? "no content type" : Text.redact(sent, result.token());
        throw origin.unreadable(problem, type, "; check the base URL and any proxy in between");
    }

    private TransportException noResponse(String meetingId, HttpCall.Result result) {
        boolean mayHaveBeenProcessed = result.requestMayHaveBeenProcessed();
        String problem = Text.excerpt(Text.redact(result.problem(), result.token()));
        return new TransportException(
                subject(meetingId) + ": " + problem + " (" + Text.attempts(result.attempts()) + ")"
                        + (mayHaveBeenProcessed ? ifProcessed : ""),
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
        return words + " '" + Text.excerpt(meetingId) + "'";
    }
}
