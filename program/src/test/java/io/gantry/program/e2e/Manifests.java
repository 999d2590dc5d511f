package io.gantry.program.e2e;

/** What the tests apply; the first three are the shape that every introduction shows. */
final class Manifests {
    static final String POD = """
            apiVersion: v1
            kind: Pod
            metadata:
              name: hello
              labels:
                app: hello
            spec:
              containers:
              - name: main
                image: busybox
                command: ["sh", "-c", "echo Hello from the pod; sleep 3600"]
            """;

    static final String DEPLOYMENT = deployment("web", 3, "nginx:1.7.9");

    static final String SERVICE = """
            apiVersion: v1
            kind: Service
            metadata:
              name: web
            spec:
              selector:
                app: web
              ports:
              - port: 80
            """;

    private Manifests() {}

    /** nginx that is ready when it answers. */
    static String deployment(String name, int replicas, String image) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: %1$s
                  labels:
                    app: %1$s
                spec:
                  replicas: %2$d
                  selector:
                    matchLabels:
                      app: %1$s
                  template:
                    metadata:
                      labels:
                        app: %1$s
                    spec:
                      containers:
                      - name: nginx
                        image: %3$s
                        ports:
                        - containerPort: 80
                        readinessProbe:
                          httpGet:
                            path: /
                            port: 80
                          periodSeconds: 1
                """.formatted(name, replicas, image);
    }

    /** One container of busybox with a shell command; it ends at once when told to. */
    static String shell(String name, String restartPolicy, String command) {
        return """
                apiVersion: v1
                kind: Pod
                metadata:
                  name: %s
                spec:
                  restartPolicy: %s
                  terminationGracePeriodSeconds: 1
                  containers:
                  - name: main
                    image: busybox
                    command: ["sh", "-c", "%s"]
                """.formatted(name, restartPolicy, command);
    }
}
