package io.gantry.server.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.api.core.v1.PodSpecType;
import io.gantry.api.core.v1.ServiceAccountType;
import io.gantry.api.meta.v1.ObjectMetaType;
import io.gantry.api.status.StatusException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrategicMergeTest {
    private static final Schema POD = RecordSchema.of(PodSpecType.TYPE);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            merges containers by name|{'containers':[{'name':'a','image':'1'},{'name':'b'}]}|{'containers':[{'name':'a','image':'2'}]}|{'containers':[{'name':'a','image':'2'},{'name':'b'}]}
            what is new comes first|{'containers':[{'name':'a'}]}|{'containers':[{'name':'c','image':'x'}]}|{'containers':[{'name':'c','image':'x'},{'name':'a'}]}
            deletes an element|{'containers':[{'name':'a'},{'name':'b'}]}|{'containers':[{'name':'a','$patch':'delete'}]}|{'containers':[{'name':'b'}]}
            replaces a list|{'containers':[{'name':'a'},{'name':'b'}]}|{'containers':[{'name':'c'},{'$patch':'replace'}]}|{'containers':[{'name':'c'}]}
            replaces a map|{'nodeSelector':{'a':'1','b':'2'}}|{'nodeSelector':{'$patch':'replace','c':'3'}}|{'nodeSelector':{'c':'3'}}
            empties a map|{'nodeSelector':{'a':'1'}}|{'nodeSelector':{'$patch':'delete'}}|{'nodeSelector':{}}
            null removes|{'hostNetwork':true,'nodeName':'n'}|{'hostNetwork':null}|{'nodeName':'n'}
            null in a new map is nothing|{}|{'nodeSelector':{'a':null,'b':'1'}}|{'nodeSelector':{'b':'1'}}
            replaces a list that is not merged|{'containers':[{'name':'a','args':['1','2']}]}|{'containers':[{'name':'a','args':['3']}]}|{'containers':[{'name':'a','args':['3']}]}
            merges below a merged element|{'containers':[{'name':'a','env':[{'name':'X','value':'1'}]}]}|{'containers':[{'name':'a','env':[{'name':'Y','value':'2'}]}]}|{'containers':[{'name':'a','env':[{'name':'Y','value':'2'},{'name':'X','value':'1'}]}]}
            retains keys|{'volumes':[{'name':'v','emptyDir':{}}]}|{'volumes':[{'$retainKeys':['name','hostPath'],'name':'v','hostPath':{'path':'/x'}}]}|{'volumes':[{'name':'v','hostPath':{'path':'/x'}}]}
            orders|{'containers':[{'name':'a'},{'name':'b'},{'name':'c'}]}|{'$setElementOrder/containers':[{'name':'c'},{'name':'a'}]}|{'containers':[{'name':'b'},{'name':'c'},{'name':'a'}]}
            orders with new ones|{'containers':[{'name':'a'},{'name':'b'}]}|{'$setElementOrder/containers':[{'name':'n'},{'name':'a'},{'name':'b'}],'containers':[{'name':'n'}]}|{'containers':[{'name':'n'},{'name':'a'},{'name':'b'}]}
            """)
    void mergesPodSpecs(String what, String object, String patch, String expected) {
        assertThat(StrategicMerge.apply(POD, Json.map(object), Json.map(patch)))
                .as(what)
                .isEqualTo(Json.map(expected));
    }

    @Test
    void mergesListsOfTextsAsSets() {
        Schema meta = RecordSchema.of(ObjectMetaType.TYPE);
        assertThat(StrategicMerge.apply(
                        meta, Json.map("{'finalizers':['a','b']}"), Json.map("{'finalizers':['b','c']}")))
                .isEqualTo(Json.map("{'finalizers':['a','b','c']}"));
        assertThat(StrategicMerge.apply(
                        meta,
                        Json.map("{'finalizers':['a','b','c']}"),
                        Json.map("{'$deleteFromPrimitiveList/finalizers':['a','c']}")))
                .isEqualTo(Json.map("{'finalizers':['b']}"));
    }

    @Test
    void followsEachListsOwnStrategy() {
        assertThat(StrategicMerge.apply(
                        RecordSchema.of(ServiceAccountType.TYPE),
                        Json.map("{'secrets':[{'name':'x'}],'imagePullSecrets':[{'name':'p'}]}"),
                        Json.map("{'secrets':[{'name':'y'}],'imagePullSecrets':[{'name':'q'}]}")))
                .as("secrets are merged by name, imagePullSecrets replaced")
                .isEqualTo(Json.map("{'secrets':[{'name':'y'},{'name':'x'}],'imagePullSecrets':[{'name':'q'}]}"));
    }

    /** As {@code kubectl patch --local} does it, which is Kubernetes' own code. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            nothing in new elements is obeyed|{'containers':[{'name':'a'}]}|{'containers':[{'name':'b','env':[{'$patch':'replace'}]}]}|{'containers':[{'name':'b','env':[{'$patch':'replace'}]},{'name':'a'}]}
            nor checked|{'volumes':[{'name':'a'}]}|{'volumes':[{'name':'b','emptyDir':{},'$retainKeys':[]}]}|{'volumes':[{'name':'b','emptyDir':{},'$retainKeys':[]},{'name':'a'}]}
            a new list loses what is directed|{}|{'containers':[{'name':'b','$patch':'merge'},{'name':'c','image':null}]}|{'containers':[{'name':'c'}]}
            a new map that is directed is none|{}|{'securityContext':{'$patch':'replace','runAsUser':1}}|{}
            a key may be null in what is new|{'containers':[{'name':'a'}]}|{'containers':[{'name':'b','ports':[{'containerPort':null}]}]}|{'containers':[{'name':'b','ports':[{'containerPort':null}]},{'name':'a'}]}
            another type replaces|{'nodeName':'n'}|{'nodeName':{'a':null,'b':1}}|{'nodeName':{'b':1}}
            what stays keeps its place|{'containers':[{'name':'a'},{'name':'b'},{'name':'c'}]}|{'containers':[{'name':'c','image':'2'},{'name':'a','image':'1'}]}|{'containers':[{'name':'b'},{'name':'c','image':'2'},{'name':'a','image':'1'}]}
            order without the list|{'containers':[{'name':'a'},{'name':'b'}]}|{'$setElementOrder/containers':[{'name':'x'},{'name':'b'}]}|{'containers':[{'name':'a'},{'name':'b'}]}
            order of a list that is not there|{}|{'$setElementOrder/containers':[{'name':'x'}]}|{}
            values of no list|{}|{'$deleteFromPrimitiveList/finalizers':['a']}|{}
            null with a directive's name|{'containers':[{'name':'a'}]}|{'$deleteFromPrimitiveList/containers':null}|{}
            """)
    void takesWhatIsNewAsItIs(String what, String object, String patch, String expected) {
        assertThat(StrategicMerge.apply(POD, Json.map(object), Json.map(patch)))
                .as(what)
                .isEqualTo(Json.map(expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'containers':[{'image':'x'}]}|500|map: map[image:x] does not contain declared merge key: name
            {'containers':[{'$patch':'delete'}]}|500|map: map[$patch:delete] does not contain declared merge key: name
            {'containers':[{'name':'c','$patch':'merge'}]}|500|merging lists cannot yet be specified in the patch
            {'containers':[{'name':'c','$patch':'frob'}]}|500|unknown patch type: frob in map: map[$patch:frob name:c]
            {'containers':['x']}|500|list element types are not identical: [[map[name:c]] [x]]
            {'containers':[['x']]}|422|the server rejected our request due to an error in our request
            {'nodeSelector':{'$patch':'frob'}}|500|unknown patch type: frob in map: map[$patch:frob]
            {'nodeSelector':{'$patch':'merge'}}|500|unknown patch type: merge in map: map[$patch:merge]
            {'$setElementOrder/containers':'x'}|500|expected a []interface {}, but received a string
            {'$setElementOrder/containers':[]}|200|
            {'$setElementOrder/containers':[{'x':'y'}]}|500|map: map[x:y] does not contain declared merge key: name
            {'$setElementOrder/containers':[{'name':'c'}],'containers':[{'name':'d'}]}|500|the order in patch list:⏎[map[name:d]]⏎ doesn't match $setElementOrder list:⏎[map[name:c]]
            {'$setElementOrder/none':[]}|500|unable to find api field in struct PodSpec for the json field "none"
            {'$setElementOrderly/containers':[]}|400|invalid patch format of setElementOrder list
            {'$deleteFromPrimitiveLists/x':[]}|400|invalid patch format of primitive list
            {'$retainKeys':'x'}|400|invalid patch format of retainKeys
            {'$retainKeys':['nodeSelector'],'nodeName':'v'}|400|invalid patch format of retainKeys
            """)
    void refusesMalformedPatchesInKubernetesWords(String patch, int code, String message) {
        Map<String, Object> object = Json.map("{'nodeSelector':{'a':'b'},'containers':[{'name':'c'}]}");
        if (code == 200) {
            assertThat(StrategicMerge.apply(POD, object, Json.map(patch))).isEqualTo(object);
            return;
        }
        assertThatThrownBy(() -> StrategicMerge.apply(POD, object, Json.map(patch)))
                .isInstanceOfSatisfying(
                        StatusException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessage(message.replace('⏎', '\n'));
    }
}
