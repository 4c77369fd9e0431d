// Verifies a signed note with golang.org/x/mod/sumdb/note: verify KEY-FILE NOTE-FILE
package main

import (
	"fmt"
	"os"

	"golang.org/x/mod/sumdb/note"
)

func main() {
	key, err := os.ReadFile(os.Args[1])
	check(err)
	message, err := os.ReadFile(os.Args[2])
	check(err)
	verifier, err := note.NewVerifier(string(key))
	check(err)
	opened, err := note.Open(message, note.VerifierList(verifier))
	check(err)
	fmt.Print("verified ", opened.Text)
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
