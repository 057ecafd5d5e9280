package consumer;

import io.livekit.server.RoomServiceClient;

final class LiveKit implements Neighbour {
    @Override
    public void mustBeRefused(String address) throws Exception {
        RoomServiceClient rooms = RoomServiceClient.createClient(address, "a-key", "a-secret-of-thirty-two-characters");
        int status = rooms.deleteRoom("weekly").execute().code();
        if (status != 401) {
            throw new AssertionError("LiveKit got " + status);
        }
    }
}
