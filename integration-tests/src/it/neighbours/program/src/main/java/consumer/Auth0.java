package consumer;

import com.auth0.client.auth.AuthAPI;
import com.auth0.exception.APIException;

final class Auth0 implements Neighbour {
    @Override
    public void mustBeRefused(String address) throws Exception {
        AuthAPI tokens = AuthAPI.newBuilder(address, "an-id", "a-secret").build();
        try {
            tokens.requestToken("an-audience").execute();
        } catch (APIException refused) {
            if (refused.getStatusCode() != 401) {
                throw refused;
            }
            return;
        }
        throw new AssertionError("Auth0 was not refused");
    }
}
