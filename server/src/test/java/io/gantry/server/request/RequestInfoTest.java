package io.gantry.server.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestInfoTest {
    private static RequestInfo info(String method, String path, boolean watch) {
        List<String> segments =
                Arrays.stream(path.split("/", -1)).filter(s -> !s.isEmpty()).toList();
        return RequestInfo.of(method, path, segments, watch);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // method, path, verb, group, version, namespace, resource, subresource, name, rest
                "GET    | /api/v1/pods                               | list   | '' | v1 | ''  | pods        | ''       | ''   | ''",
                "GET    | /api/v1/namespaces/a/pods                  | list   | '' | v1 | a   | pods        | ''       | ''   | ''",
                "GET    | /api/v1/namespaces/a/pods/p                | get    | '' | v1 | a   | pods        | ''       | p    | ''",
                "GET    | /api/v1/namespaces/a/pods/p/log            | get    | '' | v1 | a   | pods        | log      | p    | ''",
                "POST   | /api/v1/namespaces/a/pods                  | create | '' | v1 | a   | pods        | ''       | ''   | ''",
                "PUT    | /api/v1/namespaces/a/pods/p/status         | update | '' | v1 | a   | pods        | status   | p    | ''",
                "PATCH  | /apis/apps/v1/namespaces/a/deployments/d   | patch  | apps | v1 | a | deployments | ''       | d    | ''",
                "DELETE | /apis/apps/v1/namespaces/a/deployments     | deletecollection | apps | v1 | a | deployments | '' | '' | ''",
                "DELETE | /api/v1/nodes/n                            | delete | '' | v1 | ''  | nodes       | ''       | n    | ''",
                "GET    | /api/v1/namespaces                         | list   | '' | v1 | ''  | namespaces  | ''       | ''   | ''",
                "GET    | /api/v1/namespaces/a                       | get    | '' | v1 | a   | namespaces  | ''       | a    | ''",
                "PUT    | /api/v1/namespaces/a/finalize              | update | '' | v1 | a   | namespaces  | finalize | a    | ''",
                "GET    | /api/v1/namespaces/a/pods/p/proxy/x//y/    | get    | '' | v1 | a   | pods        | proxy    | p    | x//y/",
                "GET    | /api/v1/watch/namespaces/a/pods            | watch  | '' | v1 | a   | pods        | ''       | ''   | ''",
            })
    void pathsAreRead(
            String method,
            String path,
            String verb,
            String group,
            String version,
            String namespace,
            String resource,
            String subresource,
            String name,
            String rest) {
        assertThat(info(method, path, false))
                .isEqualTo(new RequestInfo(
                        true,
                        path.replace("//", "/").replaceAll("/$", ""),
                        verb,
                        group,
                        version,
                        namespace,
                        resource,
                        subresource,
                        name,
                        rest));
    }

    @Test
    void aWatchIsAListThatGoesOn() {
        assertThat(info("GET", "/api/v1/pods", true).verb()).isEqualTo("watch");
        assertThat(info("GET", "/api/v1/nodes/n", true).verb()).isEqualTo("get");
    }

    @ParameterizedTest
    @CsvSource({"/", "/api", "/api/v1", "/apis/apps", "/apis/apps/v1", "/version", "/openapi/v3/apis/apps/v1"})
    void otherPathsAreNoResources(String path) {
        RequestInfo info = info("GET", path, false);

        assertThat(info.resourceRequest()).isFalse();
        assertThat(info.verb()).isEqualTo("get");
        assertThat(info.path()).isEqualTo(path);
    }
}
