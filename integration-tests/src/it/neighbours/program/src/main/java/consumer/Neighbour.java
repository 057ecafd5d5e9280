package consumer;

/** Another SDK that speaks to its own service with OkHttp. */
interface Neighbour {
    /** Makes a call that the service at the address refuses with 401, which must be what the SDK says. */
    void mustBeRefused(String address) throws Exception;
}
