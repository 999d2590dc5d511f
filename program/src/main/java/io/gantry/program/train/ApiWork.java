package io.gantry.program.train;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import javax.net.ssl.SSLContext;

/** One client's requests, as kubectl and controllers send them: every verb and each kind of patch, on one small object. */
final class ApiWork implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String JSON = "application/json";
    private static final String PROTOBUF = "application/vnd.kubernetes.protobuf";
    private static final String TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io,application/json";
    private static final String DISCOVERY =
            "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList," + JSON;
    private static final String COLLECTION = "/api/v1/namespaces/default/configmaps";

    private final URI server;
    private final HttpClient http;

    ApiWork(URI server, SSLContext tls, HttpClient.Version version) {
        this.server = server;
        http = HttpClient.newBuilder()
                .sslContext(tls)
                .version(version)
                .connectTimeout(PATIENCE)
                .build();
    }

    /** A ConfigMap's life. */
    void life(String name) throws IOException, InterruptedException {
        var path = COLLECTION + "/" + name;
        post(COLLECTION, configMap(name, "created"));
        get(path, JSON);
        get(path, PROTOBUF);
        get(path, TABLE);
        patch(path, "application/merge-patch+json", "{\"data\":{\"key\":\"merged\"}}");
        patch(path, "application/strategic-merge-patch+json", "{\"metadata\":{\"labels\":{\"app\":\"patched\"}}}");
        patch(path, "application/json-patch+json", "[{\"op\":\"add\",\"path\":\"/data/other\",\"value\":\"added\"}]");
        patch(path + "?fieldManager=train&force=true", "application/apply-patch+yaml", configMap(name, "applied"));
        send(request(path).header("Content-Type", JSON).PUT(BodyPublishers.ofString(configMap(name, "updated"))));
        get(COLLECTION + "?limit=20", JSON);
        get(COLLECTION + "?limit=20&labelSelector=app%3Dtrain", TABLE);
        get(COLLECTION + "?limit=20", PROTOBUF);
        delete(path);
        // The administrator may do everything without being looked up: most users' rights are.
        send(request("/readyz")
                .header("Impersonate-User", "train")
                .header("Impersonate-Group", "system:authenticated"));
    }

    /** What kubectl asks for before anything else, and a watch. */
    void introduction() throws IOException, InterruptedException {
        get("/version", JSON);
        for (var path : new String[] {"/api", "/apis"}) {
            get(path, DISCOVERY);
            get(path, JSON);
        }
        get("/openapi/v3", JSON);
        get("/openapi/v3/apis/apps/v1", JSON);
        get("/openapi/v2", JSON);
        get(COLLECTION + "?watch=true&timeoutSeconds=1", JSON);
        get(COLLECTION + "?watch=true&timeoutSeconds=1&fieldSelector=metadata.name%3Dnone", TABLE);
    }

    private static String configMap(String name, String value) {
        return """
                {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"%s","labels":{"app":"train"}},\
                "data":{"key":"%s"}}""".formatted(name, value.repeat(50));
    }

    void get(String path, String accept) throws IOException, InterruptedException {
        send(request(path).setHeader("Accept", accept).GET());
    }

    void post(String path, String json) throws IOException, InterruptedException {
        send(request(path).header("Content-Type", JSON).POST(BodyPublishers.ofString(json)));
    }

    void patch(String path, String type, String body) throws IOException, InterruptedException {
        send(request(path).header("Content-Type", type).method("PATCH", BodyPublishers.ofString(body)));
    }

    void delete(String path) throws IOException, InterruptedException {
        send(request(path).DELETE());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path)).timeout(PATIENCE).header("Accept", JSON);
    }

    private void send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var built = request.build();
        var answer = http.send(built, BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(built.method() + " " + built.uri() + " is answered with " + answer.statusCode() + " "
                    + answer.body());
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
