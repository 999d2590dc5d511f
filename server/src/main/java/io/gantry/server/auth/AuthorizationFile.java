package io.gantry.server.auth;

import io.gantry.api.codec.DecodeException;
import io.gantry.server.auth.webhook.RemoteReview;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of {@code AuthorizationConfiguration} ({@code --authorization-config}), as it was read. Immutable. */
public final class AuthorizationFile {
    private final Path path;
    private final byte[] content;
    private final RemoteReview.Connector connector;

    private AuthorizationFile(Path path, byte[] content, RemoteReview.Connector connector) {
        this.path = path;
        this.content = content;
        this.connector = connector;
    }

    /**
     * Who is asked as the file says.
     *
     * @throws IOException when it cannot be read, or a kubeconfig that it names
     * @throws DecodeException when it is wrong; the message names the fields
     */
    public static AuthorizationOptions load(Path path, RemoteReview.Connector connector) throws IOException {
        byte[] content = Files.readAllBytes(path);
        return new AuthorizationFile(path, content, connector).read(content);
    }

    /** The same of what the file says now. */
    AuthorizationOptions read(byte[] now) throws IOException {
        return new AuthorizationOptions(AuthorizationConfigurationReader.read(now, connector), this);
    }

    Path path() {
        return path;
    }

    byte[] content() {
        return content.clone();
    }
}
