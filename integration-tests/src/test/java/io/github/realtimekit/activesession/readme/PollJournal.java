package io.github.realtimekit.activesession.readme;

import io.github.realtimekit.activesession.ActiveSessionClient;
import io.github.realtimekit.activesession.NewPoll;
import io.github.realtimekit.activesession.RealtimeKitException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Posts each poll at most once, even across restarts: it creates a file for the poll before posting it. */
record PollJournal(ActiveSessionClient client, Path folder) {
    /** {@return whether the poll was posted now; if not, it was posted before or may have been} */
    boolean post(String meetingId, String name, NewPoll poll) throws IOException {
        Path entry = folder.resolve(name);
        try {
            Files.createFile(entry);
        } catch (FileAlreadyExistsException e) {
            return false; // if the file is empty, the poll may exist: check the meeting; to post it, delete the file
        }
        try {
            Files.writeString(entry, client.createPoll(meetingId, poll).poll().id());
            return true;
        } catch (RealtimeKitException e) {
            if (!e.requestMayHaveBeenProcessed()) {
                Files.delete(entry); // nothing was posted, so it may be posted again
            }
            throw e;
        } catch (IllegalArgumentException | IllegalStateException e) {
            Files.delete(entry); // nothing was sent: an invalid argument, or the client is closed
            throw e;
        }
    }
}
