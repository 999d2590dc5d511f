package io.gantry.server.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.api.status.StatusException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of RFC 6902, appendix A, and of RFC 7386, appendix A. */
class JsonPatchTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'foo':'bar'}|[{'op':'add','path':'/baz','value':'qux'}]|{'baz':'qux','foo':'bar'}
            {'foo':['bar','baz']}|[{'op':'add','path':'/foo/1','value':'qux'}]|{'foo':['bar','qux','baz']}
            {'baz':'qux','foo':'bar'}|[{'op':'remove','path':'/baz'}]|{'foo':'bar'}
            {'foo':['bar','qux','baz']}|[{'op':'remove','path':'/foo/1'}]|{'foo':['bar','baz']}
            {'baz':'qux','foo':'bar'}|[{'op':'replace','path':'/baz','value':'boo'}]|{'baz':'boo','foo':'bar'}
            {'foo':{'bar':'baz','waldo':'fred'},'qux':{'corge':'grault'}}|[{'op':'move','from':'/foo/waldo','path':'/qux/thud'}]|{'foo':{'bar':'baz'},'qux':{'corge':'grault','thud':'fred'}}
            {'foo':['all','grass','cows','eat']}|[{'op':'move','from':'/foo/1','path':'/foo/3'}]|{'foo':['all','cows','eat','grass']}
            {'baz':'qux','foo':['a',2,'c']}|[{'op':'test','path':'/baz','value':'qux'},{'op':'test','path':'/foo/1','value':2}]|{'baz':'qux','foo':['a',2,'c']}
            {'foo':'bar'}|[{'op':'add','path':'/child','value':{'grandchild':{}}}]|{'foo':'bar','child':{'grandchild':{}}}
            {'foo':['bar']}|[{'op':'add','path':'/foo/-','value':['abc','def']}]|{'foo':['bar',['abc','def']]}
            {'a/b':1,'m~n':2}|[{'op':'replace','path':'/a~1b','value':3},{'op':'remove','path':'/m~0n'}]|{'a/b':3}
            {'a':{'b':[1]}}|[{'op':'copy','from':'/a','path':'/c'},{'op':'add','path':'/c/b/0','value':0}]|{'a':{'b':[1]},'c':{'b':[0,1]}}
            """)
    void appliesTheExamplesOfTheRfc(String object, String patch, String expected) {
        assertThat(JsonPatch.apply(Json.tree(object), Json.tree(patch))).isEqualTo(Json.tree(expected));
    }

    /** As {@code kubectl patch --local} does it, which is Kubernetes' own code. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'foo':'bar'}|[{'op':'replace','path':'/baz','value':1}]|{'foo':'bar','baz':1}
            {'foo':'bar'}|[{'op':'add','path':'/baz'}]|{'foo':'bar','baz':null}
            {'foo':'bar'}|[{'op':'test','path':'/baz','value':null},{'op':'test','path':'/baz'}]|{'foo':'bar'}
            {'foo':'bar'}|[{'op':'copy','from':'/x','path':'/baz'}]|{'foo':'bar','baz':null}
            {'foo':['a','b']}|[{'op':'add','path':'/foo/-1','value':'c'}]|{'foo':['a','b','c']}
            {'foo':['a','b']}|[{'op':'replace','path':'/foo/-1','value':'c'}]|{'foo':['a','c']}
            {'foo':['a','b']}|[{'op':'remove','path':'/foo/-2'}]|{'foo':['b']}
            {'foo':['a','b']}|[{'op':'remove','path':'/foo/01'}]|{'foo':['a']}
            {'foo':[{'a':1},{}]}|[{'op':'move','from':'/foo/0','path':'/foo/0/x'}]|{'foo':[{'x':{'a':1}}]}
            {'foo':'bar'}|[{'op':'test','path':'','value':{'foo':'bar'}},{'op':'replace','path':'','value':{}}]|{}
            """)
    void isAsLenientAsKubernetes(String object, String patch, String expected) {
        assertThat(JsonPatch.apply(Json.tree(object), Json.tree(patch))).isEqualTo(Json.tree(expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'foo':'bar'}|[{'op':'add','path':'/baz/bat','value':'qux'}]|422
            {'foo':'bar'}|[{'op':'remove','path':'/baz'}]|422
            {'foo':['a']}|[{'op':'add','path':'/foo/2','value':'x'}]|422
            {'foo':['a']}|[{'op':'add','path':'/foo/x','value':'x'}]|422
            {'foo':['a']}|[{'op':'add','path':'/foo/-3','value':'x'}]|422
            {'foo':['a']}|[{'op':'replace','path':'/foo/-','value':'x'}]|422
            {'foo':['a']}|[{'op':'replace','path':'/foo/1','value':'x'}]|422
            {'foo':['a']}|[{'op':'test','path':'/foo/1','value':null}]|422
            {'foo':null}|[{'op':'replace','path':'/foo/bar','value':1}]|422
            {'foo':'bar'}|[{'op':'add','path':'','value':{}}]|422
            {'foo':'bar'}|[{'op':'replace','path':'','value':1}]|422
            {'foo':'bar'}|[{'op':'remove','path':''}]|422
            {'foo':'bar'}|[{'op':'move','from':'/x','path':'/y'}]|422
            {'foo':'bar'}|[{'op':'replace','path':'foo','value':1}]|422
            {'foo':'bar'}|[{'op':'test','path':'/foo','value':'baz'}]|422
            {'foo':{'bar':1}}|[{'op':'move','from':'/foo','path':'/foo/bar'}]|422
            {'foo':'bar'}|[{'op':'frob','path':'/foo'}]|422
            {'foo':'bar'}|{'op':'add'}|400
            {'foo':'bar'}|[{'path':'/foo'}]|422
            {'foo':'bar'}|[{'op':'copy','path':'/foo'}]|422
            {'foo':'bar'}|[{'op':1,'path':'/foo'}]|400
            {'foo':'bar'}|[1]|400
            """)
    void refusesWhatCannotBeApplied(String object, String patch, int code) {
        Object before = Json.tree(object);
        assertThatThrownBy(() -> JsonPatch.apply(before, Json.tree(patch)))
                .isInstanceOfSatisfying(
                        StatusException.class, e -> assertThat(e.code()).isEqualTo(code));
        assertThat(before).isEqualTo(Json.tree(object));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'a':'b'}|{'a':'c'}|{'a':'c'}
            {'a':'b','b':'c'}|{'a':null}|{'b':'c'}
            {'a':['b']}|{'a':'c'}|{'a':'c'}
            {'a':'c'}|{'a':['b']}|{'a':['b']}
            {'a':{'b':'c'}}|{'a':{'b':'d','c':null}}|{'a':{'b':'d'}}
            {'a':[{'b':'c'}]}|{'a':[1]}|{'a':[1]}
            {'e':null}|{'a':1}|{'e':null,'a':1}
            {'a':'foo'}|{'b':{'c':{'d':null}}}|{'a':'foo','b':{'c':{}}}
            """)
    void mergesTheExamplesOfTheRfc(String object, String patch, String expected) {
        assertThat(MergePatch.apply(Json.tree(object), Json.tree(patch))).isEqualTo(Json.tree(expected));
    }

    /** As {@code kubectl patch --local} does it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'list':[1]}|{'list':[null,{'a':null,'b':[null]}]}|{'list':[null,{'b':[null]}]}
            {}|{'new':[{'a':null,'b':{'c':null}}]}|{'new':[{'b':{}}]}
            {'text':'t'}|{'text':{'a':null,'l':[{'b':null}]}}|{'text':{'l':[{}]}}
            {'map':{'a':1}}|{'map':[null,{'a':null}]}|{'map':[null,{'a':null}]}
            """)
    void mergesNullsInListsAsKubernetes(String object, String patch, String expected) {
        assertThat(MergePatch.apply(Json.tree(object), Json.tree(patch))).isEqualTo(Json.tree(expected));
    }

    @Test
    void copiesOfCopiesHaveALimit() {
        StringBuilder patch = new StringBuilder("[{'op':'add','path':'/a','value':{}}");
        for (int i = 0; i < 40; i++) {
            patch.append(",{'op':'copy','from':'/a','path':'/a/").append(i).append("'}");
        }
        Object operations = Json.tree(patch.append(']').toString());
        Object object = Json.tree("{}");
        assertThatThrownBy(() -> JsonPatch.apply(object, operations))
                .isInstanceOfSatisfying(
                        StatusException.class, e -> assertThat(e.code()).isEqualTo(422));
    }
}
