package io.gantry.client.http;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** How a kubeconfig's server is reached, and how one identifies oneself to it. */
final class Connection {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private Connection() {}

    /** @throws IllegalArgumentException when a certificate or the key cannot be read */
    static HttpClient to(ApiServer server, Executor executor) {
        boolean https = "https".equals(server.url().getScheme());
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(https ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(executor);
        if (https) {
            builder.sslContext(Trust.context(server));
            String name = server.serverName();
            if (name != null && !name.isEmpty()) {
                SSLParameters parameters = new SSLParameters();
                parameters.setServerNames(List.of(new SNIHostName(name)));
                builder.sslParameters(parameters);
            }
        }
        return builder.build();
    }

    /**
     * The bearer token; null for none.
     *
     * @throws IOException when the file that has it cannot be read
     */
    static @Nullable String token(ApiServer server) throws IOException {
        Path file = server.tokenFile();
        return file == null
                ? server.token()
                : Files.readString(file).strip(); // replaced from time to time, so read each time
    }
}
