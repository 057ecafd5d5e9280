package consumer;

/** Another SDK that calls its own service with OkHttp. */
interface Neighbour {
    /** Makes a call that the service at this address refuses with a 401, which the SDK must report. */
    void mustBeRefused(String address) throws Exception;
}
