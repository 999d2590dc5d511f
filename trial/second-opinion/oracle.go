// What Kubernetes' own library makes of an apply or an update: reads one JSON object a line, answers with one.
//
// Built by `compare`, against Debian's packages of sigs.k8s.io/structured-merge-diff and k8s.io/kube-openapi.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	openapi "github.com/googleapis/gnostic/OpenAPIv2"
	"k8s.io/kube-openapi/pkg/schemaconv"
	"k8s.io/kube-openapi/pkg/util/proto"
	"sigs.k8s.io/structured-merge-diff/v4/fieldpath"
	"sigs.k8s.io/structured-merge-diff/v4/merge"
	"sigs.k8s.io/structured-merge-diff/v4/typed"
)

type owner struct {
	Manager string          `json:"manager"`
	Applied bool            `json:"applied"`
	Fields  json.RawMessage `json:"fields"`
}

type question struct {
	Apply   bool                   `json:"apply"`
	Type    string                 `json:"type"`
	Manager string                 `json:"manager"`
	Force   bool                   `json:"force"`
	Live    map[string]interface{} `json:"live"`
	Object  map[string]interface{} `json:"object"`
	Owners  []owner                `json:"owners"`
}

type answer struct {
	Object    interface{} `json:"object"` // null when nothing changes
	Owners    []owner     `json:"owners"`
	Conflicts int         `json:"conflicts"`
	Error     string      `json:"error"`
}

// All objects here are of one version.
type oneVersion struct{}

func (oneVersion) Convert(o *typed.TypedValue, _ fieldpath.APIVersion) (*typed.TypedValue, error) {
	return o, nil
}

func (oneVersion) IsMissingVersionError(error) bool { return false }

func main() {
	parser, err := read(os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	in := bufio.NewReader(os.Stdin)
	out := json.NewEncoder(os.Stdout)
	for {
		line, err := in.ReadBytes('\n')
		if err != nil {
			return
		}
		var q question
		a := answer{}
		if err := json.Unmarshal(line, &q); err != nil {
			a.Error = err.Error()
		} else if err := ask(parser, q, &a); err != nil {
			a.Error = err.Error()
		}
		if out.Encode(a) != nil {
			return
		}
	}
}

func read(file string) (*typed.Parser, error) {
	raw, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	document, err := openapi.ParseDocument(raw)
	if err != nil {
		return nil, err
	}
	models, err := proto.NewOpenAPIData(document)
	if err != nil {
		return nil, err
	}
	schema, err := schemaconv.ToSchemaWithPreserveUnknownFields(models, false)
	if err != nil {
		return nil, err
	}
	return &typed.Parser{Schema: *schema}, nil
}

func ask(parser *typed.Parser, q question, a *answer) error {
	kind := parser.Type(q.Type)
	live, err := kind.FromUnstructured(q.Live)
	if err != nil {
		return err
	}
	object, err := kind.FromUnstructured(q.Object)
	if err != nil {
		return err
	}
	owners := fieldpath.ManagedFields{}
	for _, o := range q.Owners {
		set := &fieldpath.Set{}
		if err := set.FromJSON(strings.NewReader(string(o.Fields))); err != nil {
			return err
		}
		owners[o.Manager] = fieldpath.NewVersionedSet(set, "v1", o.Applied)
	}
	updater := &merge.Updater{Converter: oneVersion{}}
	var result *typed.TypedValue
	if q.Apply {
		result, owners, err = updater.Apply(live, object, "v1", owners, q.Manager, q.Force)
	} else {
		result, owners, err = updater.Update(live, object, "v1", owners, q.Manager)
	}
	if conflicts, ok := err.(merge.Conflicts); ok {
		a.Conflicts = len(conflicts)
		return nil
	}
	if err != nil {
		return err
	}
	if result != nil {
		a.Object = result.AsValue().Unstructured()
	}
	for manager, set := range owners {
		fields, err := set.Set().ToJSON()
		if err != nil {
			return err
		}
		a.Owners = append(a.Owners, owner{manager, set.Applied(), fields})
	}
	return nil
}
