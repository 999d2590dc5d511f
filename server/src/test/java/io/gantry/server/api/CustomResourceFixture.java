package io.gantry.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gantry.base.Time;
import io.gantry.server.api.HttpFixture.Answer;
import io.gantry.server.table.Tables;
import java.io.IOException;
import java.time.Duration;

/** An API server with custom resources. */
final class CustomResourceFixture implements AutoCloseable {
    static final String CRDS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
    static final String CRONTABS = "/apis/stable.example.com/v1/namespaces/default/crontabs";
    static final String YAML = "application/yaml";
    static final String MERGE = "application/merge-patch+json";

    /** Of {@link #CRONTABS}. */
    static final String CRONTAB = """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata:
              name: crontabs.stable.example.com
            spec:
              group: stable.example.com
              scope: Namespaced
              names:
                plural: crontabs
                singular: crontab
                kind: CronTab
                shortNames: [ct]
                categories: [all]
              versions:
              - name: v1
                served: true
                storage: true
                selectableFields:
                - jsonPath: .spec.image
                subresources:
                  status: {}
                  scale:
                    specReplicasPath: .spec.replicas
                    statusReplicasPath: .status.replicas
                    labelSelectorPath: .status.labelSelector
                additionalPrinterColumns:
                - name: Spec
                  type: string
                  jsonPath: .spec.cronSpec
                - name: Replicas
                  type: integer
                  jsonPath: .spec.replicas
                - name: Age
                  type: date
                  jsonPath: .metadata.creationTimestamp
                schema:
                  openAPIV3Schema:
                    type: object
                    properties:
                      spec:
                        type: object
                        required: [image]
                        properties:
                          cronSpec:
                            type: string
                            default: "* * * * *"
                            pattern: '^(\\d+|\\*)(/\\d+)?(\\s+(\\d+|\\*)(/\\d+)?){4}$'
                          image:
                            type: string
                          replicas:
                            type: integer
                            minimum: 0
                            maximum: 10
                            default: 1
                          port:
                            x-kubernetes-int-or-string: true
                          mode:
                            type: string
                            enum: [fast, slow]
                          note:
                            type: string
                            nullable: true
                          free:
                            type: object
                            x-kubernetes-preserve-unknown-fields: true
                          parts:
                            type: array
                            x-kubernetes-list-type: map
                            x-kubernetes-list-map-keys: [name]
                            items:
                              type: object
                              required: [name]
                              properties:
                                name: {type: string}
                                size: {type: integer, default: 5}
                      status:
                        type: object
                        properties:
                          replicas: {type: integer}
                          labelSelector: {type: string}
            """;

    final HttpFixture http;

    CustomResourceFixture() throws IOException {
        http = new HttpFixture(new Tables(Time.system()));
    }

    /** Defines a resource and waits until it is served. */
    void define(String yaml, String name) throws Exception {
        assertThat(http.send("POST", CRDS, yaml, "content-type", YAML).code()).isEqualTo(201);
        established(name);
    }

    void established(String name) {
        await().pollInterval(Duration.ofMillis(10))
                .atMost(Duration.ofSeconds(10))
                .until(() -> http.get(CRDS + "/" + name).text().contains("InitialNamesAccepted"));
    }

    void crontabs() throws Exception {
        define(CRONTAB, "crontabs.stable.example.com");
    }

    /** @param more a query, if anything */
    Answer create(String name, String spec, String... more) throws Exception {
        String body = "{\"apiVersion\":\"stable.example.com/v1\",\"kind\":\"CronTab\",\"metadata\":{\"name\":\"" + name
                + "\"},\"spec\":" + spec + "}";
        return http.send("POST", CRONTABS + (more.length > 0 ? more[0] : ""), body, "content-type", HttpFixture.JSON);
    }

    Answer patch(String type, String path, String body) throws Exception {
        return http.send("PATCH", path, body, "content-type", type);
    }

    @Override
    public void close() {
        http.close();
    }
}
